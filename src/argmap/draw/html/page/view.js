// The view: the point of the picture in the middle of the stage, and pixels for each point
import { $, abs, filled, max, min } from "./dom.js";
import { cards, home, left } from "./map.js";
import { dress, extent, layer, svg } from "./picture.js";

export const stage = $("stage"), view = { x: 0, y: 0, k: 1 };
// Kept, since to ask the browser makes it lay everything out
export let wide = 0, high;
let midst;
// What is seen stays where it is on the screen when something beside the stage opens
export function measure() {
  const { x, y, width, height } = stage.getBoundingClientRect(), before = midst;
  midst = { x: x + width / 2, y: y + height / 2 };
  if (wide) { view.x += (midst.x - before.x) / view.k; view.y += (midst.y - before.y) / view.k; }
  wide = width;
  high = height;
}
const within = (v, low, high) => min(max(v, low), high), limit = (k) => within(k, 0.01, 6);
let set = { ...view }, dressed = set, turn = 0;

export function settle(most) {
  turn++;
  const w = wide / view.k, h = high / view.k;
  filled(svg, { viewBox: [view.x - w / 2, view.y - h / 2, w, h].join(" ") });
  layer.style.transform = "";
  // Given to the compositor anew, and ahead of the next gesture, so that it is sharp and begins at once
  setTimeout(() => { layer.style.transform ||= "scale(1)"; }, 99);
  dressed = set = { ...view };
  dress(most);
}
// While it moves, the compositor alone moves it; what is laid out and painted changes when it comes to rest
export function move(x, y, k, still) {
  Object.assign(view, { x, y, k: limit(k) });
  if (still) return settle();
  const s = view.k / set.k, w = wide / 2, h = high / 2, far = (from) => max(abs(x - from.x) / wide, abs(y - from.y) / high);
  // What is painted reaches a stage's breadth beyond the stage (see the style), and not further
  if (far(set) * set.k + 0.5 / s > 1.4) return settle(12);
  layer.style.transform = `translate(${(set.x - view.x) * view.k + w - s * w}px,${(set.y - view.y) * view.k + h - s * h}px) scale(${s})`;
  // Two frames later, lest a slow frame in the middle of a gesture be taken for its end
  const now = ++turn, after = requestAnimationFrame;
  after(() => after(() => setTimeout(() => now === turn && settle(), 160)));
  if (far(dressed) * view.k > 0.1) { dressed = { ...view }; after(() => dress(12)); }
}
// How far from the middle of the stage something happens, in pixels
export const aside = (event) => [event.x - midst.x, event.y - midst.y];
// What was at one place is at another one after it, if fingers have moved, too
export function zoom(by, event = midst, from = event) {
  const k = limit(view.k * by), [dx, dy] = aside(event), [fx, fy] = aside(from);
  move(view.x + fx / view.k - dx / k, view.y + fy / view.k - dy / k, k);
}
// Where not everything can be read at once, it starts with one card: whole columns of what it leads to before it
export function fit(least = 0, first = home) {
  const [x, y, w, h] = extent, k = max(least, min(wide / w, high / h, 1.4));
  const inside = (axis, size, low, length, room, ahead) => {
    const half = min(room / k, length) / 2, edge = (b) => b[axis] - b[size] / 2 - 20;
    if (!first?.on) return low + length / 2;
    const starts = [low, ...cards.filter((b) => b.on).map(edge)].filter((v) => v > edge(first) - half * 0.7);
    return within(ahead ? min(...starts) + half : first[axis], low + half, low + length - half);
  };
  move(inside("x", "w", x, w, wide, left), inside("y", "h", y, h, high, !left), k, true);
}
export function bring({ x, y, w, h }) {
  const near = (v, at, size, room) => { const spare = max(0, (room / 2 - 60) / view.k - size / 2); return within(v, at - spare, at + spare); };
  if (view.k < 0.45) return move(x, y, 1, true);
  move(near(view.x, x, w, wide), near(view.y, y, h, high), view.k, true);
}
