// Buttons, keys, mouse and fingers
import { $, abs, hold, on } from "./dom.js";
import { boxes, byId, cards, data, home } from "./map.js";
import { fold, foldAll, focusOn, only, refresh, whole } from "./fold.js";
import { close, hash, outlined, panel, select, shown, to, written } from "./panel.js";
import { current, extent, holds, rove, svg } from "./picture.js";
import { find, list, next, search } from "./search.js";
import { aside, fit, measure, move, settle, stage, view, zoom } from "./view.js";

const here = () => (!panel.hidden && byId.get(shown) || current);
const acts = {
  in: () => zoom(1.3), out: () => zoom(1 / 1.3), fit: () => fit(), fold: () => foldAll(true), unfold: () => foldAll(false), whole, outlined, close,
  theme: () => $("theme").setAttribute("aria-pressed", document.documentElement.toggleAttribute("data-other")),
  help: () => $("keys").showModal(), done: () => $("keys").close(),
  bend: () => fold(here()), grounds: () => here() && focusOn(here(), "kids"), consequences: () => here() && focusOn(here(), "ups"),
};
for (const name in acts) $(name).onclick = acts[name];

const keys = {
  "+": acts.in, "-": acts.out, 0: acts.fit, "/": () => search.focus(), "?": acts.help, t: acts.theme, o: outlined,
  f: acts.bend, g: acts.grounds, c: acts.consequences, a: acts.fold, u: acts.unfold, w: whole, n: () => next(1), N: () => next(-1),
};
const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
function beside(dx, dy) {
  const from = current;
  let best = null, least = Infinity;
  for (const b of cards) {
    const x = b.x - from.x, y = b.y - from.y, ahead = x * dx + y * dy, far = ahead + 2 * abs(x * dy + y * dx);
    if (b.on && ahead > 1 && far < least) { least = far; best = b; }
  }
  if (best) to(best);
}
on(window, "keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || $("keys").open) return;
  const typing = e.target === search, card = e.target.closest?.(".am-card");
  if (e.key === "Escape") { if (typing) { search.value = ""; find(); hold(current?.el); } else if (!panel.hidden) close(); else if (only) whole(); return; }
  if (typing) { if (e.key === "Enter") next(e.shiftKey ? -1 : 1); else if (e.key === "ArrowDown") list.querySelector("a")?.focus(); else return; return e.preventDefault(); }
  const way = ways[e.key];
  if (way && (card || e.target === document.body || e.target === stage)) {
    if (e.shiftKey) move(view.x + way[0] * 80 / view.k, view.y + way[1] * 80 / view.k, view.k); else beside(...way);
  } else if (card && (e.key === "Enter" || e.key === " ")) select(card.dataset.id);
  else if (card && e.key === "Home") to(home);
  else if (keys[e.key]) keys[e.key]();
  else return;
  e.preventDefault();
});
on(search, "input", find);
// By hand, since in a page inside a page "#..." would be an address of the page around it
on(document, "click", (e) => {
  const a = e.target.closest?.('a[href^="#"]');
  if (!a) return;
  e.preventDefault();
  list.hidden = true;
  select(decodeURIComponent(a.getAttribute("href").slice(1)), a.closest("#hits") !== null);
});
on(window, "hashchange", hash);

on(stage, "wheel", (e) => { e.preventDefault(); zoom(Math.exp(-e.deltaY * (e.deltaMode ? 0.05 : 0.0018)), e); }, { passive: false });
on(stage, "focusin", (e) => { const card = e.target.closest(".am-card"); if (card) rove(byId.get(card.dataset.id)); });
const fingers = new Map();
let start = null;
on(stage, "pointerdown", (e) => { if (e.button) return; fingers.set(e.pointerId, e); start = { ...view, e, dragged: false }; });
on(window, "pointermove", (e) => {
  if (!fingers.has(e.pointerId)) return;
  const before = [...fingers.values()];
  fingers.set(e.pointerId, e);
  if (before.length > 1) {
    const span = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y), now = [...fingers.values()], [a, b] = now;
    start.dragged = true;
    return zoom(span(now) / (span(before) || 1), { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  }
  const dx = e.x - start.e.x, dy = e.y - start.e.y;
  if (!start.dragged && Math.hypot(dx, dy) < 5) return;
  start.dragged = true;
  move(start.x - dx / view.k, start.y - dy / view.k, view.k);
});
const lift = (e) => { fingers.delete(e.pointerId); for (const rest of fingers.values()) start = { ...view, e: rest, dragged: true }; };
on(window, "pointerup", lift);
on(window, "pointercancel", lift);
on(stage, "click", (e) => {
  if (start?.dragged) return;
  const part = e.target.closest("[data-id],[data-fold]");
  if (part?.dataset.fold) return fold(boxes[part.dataset.fold]);
  if (part) return select(part.dataset.id, true);
  // A card that is too small to be read is one of many in a path
  const [dx, dy] = aside(e), b = cards.find((b) => b.on && holds(view.x + dx / view.k, view.y + dy / view.k, 0, 0, b.x, b.y, b.w, b.h));
  if (b) select(b.id, true);
});
on(window, "beforeprint", () => { written(); svg.setAttribute("viewBox", extent().join(" ")); });
on(window, "afterprint", () => settle());

if (innerWidth < 900 || cards.length > data.most) outlined();
measure();
refresh(null, () => fit(0.8));
rove(home);
new ResizeObserver(() => { measure(); settle(); }).observe(stage);
if (location.hash.length > 1) hash();
