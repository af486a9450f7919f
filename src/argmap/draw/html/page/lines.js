// Lines between boxes that have left their places: where they end, and how they bend
import { abs, max, min } from "./dom.js";
import { left, links } from "./map.js";

// Lines that end at one card end beside each other, in the order of where they come from
export function spread() {
  const ends = new Map();
  for (const link of links) if (link.tail.on && link.head.on) ends.set(link.head, [...ends.get(link.head) || [], link]);
  for (const [{ w, h }, some] of ends) {
    const room = max(0, (left ? h : w) - 22), from = ({ tail }) => (left ? tail.y : tail.x);
    some.sort((a, b) => from(a) - from(b));
    some.forEach((link, i) => { link.slot = (i - (some.length - 1) / 2) * min(11, room / some.length); });
  }
}
export function curve({ tail, head, slot, mark: [, back, , start] }) {
  const toward = (left ? tail.x < head.x : tail.y < head.y) ? -1 : 1, shift = ([x, y], by) => (left ? [x + by, y] : [x, y + by]);
  const end = (b, side, slot) => (left ? [b.x + side * b.w / 2, b.y + slot] : [b.x + slot, b.y + side * b.h / 2]);
  const a = end(tail, -toward, 0), z = end(head, toward, slot), from = shift(a, -toward * start), to = shift(z, toward * back);
  const bend = toward * max(12, abs(left ? from[0] - to[0] : from[1] - to[1]) / 2), c = shift(from, -bend), d = shift(to, bend);
  const middle = [0, 1].map((i) => (from[i] + 3 * c[i] + 3 * d[i] + to[i]) / 8), spot = (at, by) => `M${at}L${shift(at, by)}`;
  return { d: `M${from}C${c} ${d} ${to}`, middle, spots: [spot(z, -toward), spot(a, toward), `M${middle}h1`] };
}
