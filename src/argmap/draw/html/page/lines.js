// Lines between boxes that have left their places: where they end, and how they bend
import { abs, max, min, sign } from "./dom.js";
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
// Between two boxes of one rank it leaves and arrives at the same side, the longer the further out
export function curve({ tail, head, slot, mark: [, back, , start] }) {
  const way = sign(tail[along] - head[along]), toward = way || 1, away = way || -1;
  const at = (u, v) => (left ? [u, v] : [v, u]), end = (b, side) => b[along] + side * b[long] / 2;
  const a = end(tail, -away), z = end(head, toward), from = a - away * start, to = z + toward * back, p = tail[across], q = head[across] + slot;
  const bend = max(12, abs(way ? from - to : (p - q) / 3) / 2);
  const middle = at((from + to) / 2 + 0.375 * bend * (toward - away), (p + q) / 2), spot = (u, v, by) => `M${at(u, v)}L${at(u + by, v)}`;
  return { d: `M${at(from, p)}C${at(from - away * bend, p)} ${at(to + toward * bend, q)} ${at(to, q)}`, middle, spots: [spot(z, q, -toward), spot(a, p, away), `M${middle}h1`] };
}
