// Buttons, keys, mouse and fingers
import { $, abs, filled, hold } from "./dom.js";
import { boxes, byId, cards, data, home, kids, ups } from "./map.js";
import { fold, foldAll, focusOn, only, refresh, whole } from "./fold.js";
import { close, covered, hash, outlined, panel, part, select, shown, to, written } from "./panel.js";
import { current, extent, holds, rove, svg } from "./picture.js";
import { find, list, next, search } from "./search.js";
import { aside, fit, measure, move, settle, stage, view, wide, zoom } from "./view.js";

const here = () => (!panel.hidden && byId.get(shown) || current), help = $("keys");
function leave() {
  if (help.open) help.close();
  else if (search.value) { search.value = ""; find(); hold(current?.el); }
  else if (covered()) outlined();
  else if (!panel.hidden) close();
  else if (only) whole();
}
// A button says which key it stands for
const keys = {
  "+": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: fit, "/": () => search.focus(), "?": () => help.showModal(),
  t: () => { $("theme").ariaPressed = document.documentElement.toggleAttribute("data-other"); }, o: outlined,
  f: () => fold(here()), g: () => focusOn(here(), kids), c: () => focusOn(here(), ups),
  a: () => foldAll(true), u: foldAll, w: whole, n: next, N: () => next(-1), Escape: leave, Close: close,
};
const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
function beside(dx, dy) {
  const far = (b) => {
    const x = b.x - current.x, y = b.y - current.y, ahead = x * dx + y * dy;
    return b.on && ahead > 1 ? ahead + 2 * abs(x * dy + y * dx) : Infinity;
  };
  const best = cards.reduce((a, b) => (far(b) < far(a) ? b : a), current);
  if (best !== current) to(best);
}
onkeydown = (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || help.open) return;
  const { key, target } = e, way = ways[key], card = target.closest?.(".am-card");
  const stops = [search, ...list.querySelectorAll("a")], stop = stops.indexOf(target);
  if (stop >= 0 && way?.[1]) stops.at((stop + way[1]) % stops.length).focus();
  else if (target === search && key !== "Escape") {
    if (key !== "Enter") return;
    next(e.shiftKey ? -1 : 1);
  } else if (way && (card || target === document.body)) {
    if (e.shiftKey) move(view.x + way[0] * 80 / view.k, view.y + way[1] * 80 / view.k, view.k); else beside(...way);
  } else if (card && (key === "Enter" || key === " ")) select(card.dataset.id);
  else if (card && key === "Home") to(home);
  else if (keys[key] && (key[1] || $("single").checked)) keys[key]();
  else return;
  e.preventDefault();
};
search.oninput = find;
// By hand, since in a page inside a page "#..." would be an address of the page around it
onclick = (e) => {
  const it = e.target.closest?.('[data-key],a[href^="#"]'), from = it?.closest("#hits,#panel");
  if (!it) return;
  e.preventDefault();
  if (it.dataset.key) return keys[it.dataset.key]();
  list.hidden = true;
  select(part(it), from === list);
  if (from === panel) hold(panel);
};
onhashchange = hash;

// A pinch on a touchpad comes as a wheel with Ctrl, in small steps. In a notebook the wheel scrolls past until one clicks
stage.onwheel = (e) => { if (parent !== self && !document.hasFocus()) return; e.preventDefault(); zoom(Math.exp(-e.deltaY * (e.deltaMode ? 0.05 : e.ctrlKey ? 0.008 : 0.0018)), e); };
stage.addEventListener("focusin", (e) => rove(byId.get(e.target.closest(".am-card")?.dataset.id)));
const fingers = new Map();
let start;
stage.onpointerdown = (e) => { if (e.button || e.ctrlKey) return; fingers.set(e.pointerId, e); start = { ...view, e }; };
onpointermove = (e) => {
  if (!fingers.has(e.pointerId)) return;
  const before = [...fingers.values()];
  fingers.set(e.pointerId, e);
  if (before.length > 1) {
    const grip = ([a, b]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, span: Math.hypot(a.x - b.x, a.y - b.y) || 1 });
    const was = grip(before), now = grip([...fingers.values()]);
    start.dragged = true;
    return zoom(now.span / was.span, now, was);
  }
  const dx = e.x - start.e.x, dy = e.y - start.e.y;
  if (!start.dragged && Math.hypot(dx, dy) < 5) return;
  start.dragged = true;
  move(start.x - dx / view.k, start.y - dy / view.k, view.k);
};
onpointerup = onpointercancel = (e) => { fingers.delete(e.pointerId); for (const rest of fingers.values()) start = { ...view, e: rest, dragged: true }; };
stage.onclick = (e) => {
  if (start?.dragged) return start = null;
  // Lines are thin: what is beside the pointer counts too.
  const hit = [e.target, ...[-5, 0, 0, 5].map((d, i) => document.elementFromPoint(e.x + d, e.y + [0, 5, -5, 0][i]))].map((it) => it?.closest("[data-id],[data-fold]")).find(Boolean);
  if (hit?.dataset.fold) return fold(boxes[hit.dataset.fold]);
  if (hit) return select(hit.dataset.id, true);
  // A card that is too small to be read is one of many in a path
  const [dx, dy] = aside(e), b = cards.find((b) => b.on && holds(view.x + dx / view.k, view.y + dy / view.k, 0, 0, b.x, b.y, b.w, b.h));
  if (b) select(b.id, true);
};
onbeforeprint = () => { written(); filled(svg, { viewBox: extent.join(" ") }); };
onafterprint = () => settle();

function begin() {
  if (innerWidth < 900 || cards.length > data.most) outlined();
  measure();
  refresh(null, () => fit(1));
  rove(home);
  if (location.hash) hash();
}
measure();
if (wide) begin();
// A frame in a notebook may get its size later
new ResizeObserver(() => { if (extent) { measure(); settle(); } else begin(); }).observe(stage);
