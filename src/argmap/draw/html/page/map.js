// The map: its parts, the boxes that stand for them, and what hangs on what
import { $ } from "./dom.js";

export const data = JSON.parse($("data").textContent);
// A box has its centre, and where the drawing had it; those of nodes come first, those of steps after
export const boxes = data.boxes.map(([id, x, y, w, h], key) => ({ id, place: key, x, y, w, h, ox: x, oy: y, kids: [], ups: [], node: data.nodes[key] }));
export const links = data.links.map(([tail, head, mark, relation]) => {
  boxes[head].kids.push(boxes[tail]);
  boxes[tail].ups.push(boxes[head]);
  return { tail: boxes[tail], head: boxes[head], mark: data.marks[mark], id: data.relations[relation].id };
});
export const cards = boxes.filter((b) => b.node), left = data.direction === "left";
// Along the lines, and across them
export const [along, across, long, broad] = left ? ["x", "y", "w", "h"] : ["y", "x", "h", "w"];
const named = (parts) => new Map(parts.map((part) => [part.id, part]));
export const byId = named(boxes), relations = named(data.relations), home = byId.get(data.start) || cards[0];
export const titled = (n) => n.title || n.text;
export const at = (keys) => keys.map((key) => boxes[key]);

// What bears on a box, what it bears on, and all that is reached by one of them
export const kids = (b) => b.kids, ups = (b) => b.ups;
export function walk(starts, next, stop) {
  const seen = new Set(starts);
  for (const b of seen) if (!stop?.has(b)) for (const other of next(b)) seen.add(other);
  return seen;
}
