// Lines between boxes that have left their places: where they end, and how they bend
import { abs, max, min } from "./dom.js";
import { across, along, broad, left, links, long } from "./map.js";

// Lines that end at one card end beside each other, in the order of where they come from
export function spread() {
  const ends = new Map();
  for (const link of links) if (link.tail.on && link.head.on) ends.set(link.head, [...ends.get(link.head) || [], link]);
  for (const [head, some] of ends) {
    const room = min(11, max(0, head[broad] - 22) / some.length);
    some.sort((a, b) => a.tail[across] - b.tail[across]);
    some.forEach((link, i) => { link.slot = (i - (some.length - 1) / 2) * room; });
  }
}
export function curve({ tail, head, slot, mark: [, back, , start] }) {
  const toward = tail[along] < head[along] ? -1 : 1, at = (u, v) => (left ? [u, v] : [v, u]), end = (b, side) => b[along] + side * b[long] / 2;
  const a = end(tail, -toward), z = end(head, toward), from = a - toward * start, to = z + toward * back, p = tail[across], q = head[across] + slot;
  const bend = toward * max(12, abs(from - to) / 2), middle = at((from + to) / 2, (p + q) / 2), spot = (u, v, by) => `M${at(u, v)}L${at(u + by, v)}`;
  return { d: `M${at(from, p)}C${at(from - bend, p)} ${at(to + bend, q)} ${at(to, q)}`, middle, spots: [spot(z, q, -toward), spot(a, p, toward), `M${middle}h1`] };
}
