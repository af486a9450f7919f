// The view: the point of the picture in the middle of the stage, and pixels for each point
import { $, abs, max, min } from "./dom.js";
import { home, left } from "./map.js";
import { dress, extent, layer, svg } from "./picture.js";

export const stage = $("stage"), view = { x: 0, y: 0, k: 1 };
// Kept, since to ask the browser makes it lay everything out
export let wide, high;
export const measure = () => { wide = stage.clientWidth; high = stage.clientHeight; };
const within = (v, low, high) => min(max(v, low), high), limit = (k) => within(k, 0.01, 6);
let set = { ...view }, dressed = set, turn = 0;

export function settle(most) {
  turn++;
  svg.setAttribute("viewBox", `${view.x - wide / 2 / view.k} ${view.y - high / 2 / view.k} ${wide / view.k} ${high / view.k}`);
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
export function aside(event) {
  const r = stage.getBoundingClientRect();
  return [event.x - r.left - wide / 2, event.y - r.top - high / 2];
}
export function zoom(by, event) {
  const k = limit(view.k * by), [dx, dy] = event ? aside(event) : [0, 0];
  move(view.x + dx / view.k - dx / k, view.y + dy / view.k - dy / k, k);
}
export function fit(least = 0) {
  const [x, y, w, h] = extent();
  const k = max(least, min(wide / w, high / h, 1.4));
  if (k * w <= wide + 1 && k * h <= high + 1 || !home?.on) return move(x + w / 2, y + h / 2, k, true);
  // Too large to be read at once: it starts with what everything leads to, at the side where that stands.
  const inside = (at, ahead, low, size, room) => {
    const half = min(room / k, size) / 2;
    return within(ahead ? at + half - ahead : at, low + half, low + size - half);
  };
  move(inside(home.x, left && home.w, x, w, wide), inside(home.y, !left && home.h, y, h, high), k, true);
}
export function bring({ x, y, w, h }) {
  const near = (v, at, size, room) => { const spare = max(0, (room / 2 - 30) / view.k - size / 2); return within(v, at - spare, at + spare); };
  if (view.k < 0.45) return move(x, y, 0.8, true);
  move(near(view.x, x, w, wide), near(view.y, y, h, high), view.k, true);
}
