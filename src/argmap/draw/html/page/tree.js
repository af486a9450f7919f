// Where the boxes stand when some are folded: tidy trees over a spanning forest (Reingold & Tilford 1981), in rows
import { max, min } from "./dom.js";
import { across, along, broad, long } from "./map.js";

export function arrange(on, starts) {
  const trees = [];
  for (const b of on) b.depth = -1;
  for (const top of [...starts, ...on]) if (top.depth < 0 && on.has(top)) {
    const order = [top], thick = [];
    top.depth = 0;
    for (const b of order) {
      b.below = b.kids.filter((kid) => {
        if (kid.depth >= 0 || !on.has(kid)) return;
        kid.depth = b.depth + (b.node && kid.node ? 2 : 1);
        kid.above = b;
        return order.push(kid);
      });
      thick[b.depth] = max(thick[b.depth] || 0, b[long]);
    }
    for (const b of [...order].reverse()) join(b);
    const least = min(...top.low), breadth = max(...top.high) - least;
    let length = -26;
    const lines = Array.from(thick, (t = 0) => (length += t + 26) - t / 2);
    top[across] = -least;
    for (const b of order) {
      b[along] = lines[b.depth];
      if (b !== top) b[across] += b.above[across];
    }
    trees.push({ order, [long]: length, [broad]: breadth });
  }
  trees.sort((a, b) => (b.order.length > 1) - (a.order.length > 1));
  const room = max(Math.sqrt(1.4 * trees.reduce((sum, t) => sum + (t.w + 28) * (t.h + 28), 0)), ...trees.map((t) => t.w));
  let x = 0, y = 0, row = 0, wide = 0;
  for (const { order, w, h } of trees) {
    if (x && x + w > room) { x = 0; y += row + 28; row = 0; }
    for (const b of order) { b.x += x; b.y += y; }
    row = max(row, h);
    x += w + 28;
    wide = max(wide, x);
  }
  return [-24, -24, wide + 20, y + row + 48];
}
// Puts what hangs on a box side by side, as close as their outlines allow, and the box before their middle
function join(b) {
  const { depth, below } = b;
  let low = [], high = [];
  for (const kid of below) {
    if (kid.depth > depth + 1) kid.low[depth + 1] = kid.high[depth + 1] = 0; // the line runs through
    let clear = low.length ? -Infinity : 0;
    for (let i = depth + 1; i < min(high.length, kid.low.length); i++) clear = max(clear, high[i] - kid.low[i] + 12);
    for (let i = depth + 1; i < kid.low.length; i++) { low[i] ??= kid.low[i] + clear; high[i] = kid.high[i] + clear; }
    kid[across] = clear;
  }
  const middle = below.length && below.at(-1)[across] / 2;
  for (const kid of below) kid[across] -= middle;
  b.low = low.map((v) => v - middle);
  b.high = high.map((v) => v - middle);
  b.low[depth] = -b[broad] / 2;
  b.high[depth] = b[broad] / 2;
}
