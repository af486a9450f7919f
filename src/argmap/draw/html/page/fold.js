// Folding and focus: which boxes are on
import { $, active, hold, say } from "./dom.js";
import { at, cards, data, home, kids, ups, walk } from "./map.js";
import { show } from "./panel.js";
import { changed, current, dress } from "./picture.js";
import { arrange } from "./tree.js";
import { fit, move, view } from "./view.js";

const tops = at(data.tops);
export const folded = new Set(at(data.folded));
// What the picture begins with, and, when a part is looked at alone, all that is looked at
let starts = tops;
export let only = null;

// The anchor stays where it is on the screen; without one, what is to be seen is up to the next act
export function refresh(anchor, next = anchor ? dress : () => fit(0.8)) {
  const before = anchor && { ...anchor }, on = walk(starts, kids, folded), focus = active();
  if (only) for (const b of on) if (!only.has(b)) on.delete(b);
  changed(on, () => arrange(on, starts));
  $("whole").hidden = !only;
  if (anchor?.on) move(view.x + anchor.x - before.x, view.y + anchor.y - before.y, view.k);
  next();
  // The keyboard is never left without a place
  if (!focus.checkVisibility()) hold(current?.el);
}
export const hiddenBelow = (b) => [...walk([b], kids)].filter((b) => b.node && !b.on).length;

export function fold(b) {
  if (!b?.kids.length) return say("Nothing to fold");
  const was = folded.delete(b);
  if (!was) folded.add(b);
  refresh(b);
  say(was ? "Unfolded" : `${hiddenBelow(b)} folded`);
  show();
}
function open(b) {
  for (const above of walk(b?.ups || [], ups)) folded.delete(above);
}
export function foldAll(how) {
  folded.clear();
  if (how) {
    for (const b of cards) folded.add(b);
    open(home);
  }
  refresh();
  say(how ? "All folded" : "All unfolded");
}
export function reveal(b) {
  if (b.on) return;
  if (!only?.has(b)) { only = null; starts = tops; }
  open(b);
  refresh(null, Boolean);
}
export function focusOn(b, next) {
  if (!b) return;
  only = walk([b], next);
  folded.delete(b);
  if (next === ups) {
    // With their undercutters, and theirs
    for (const other of only) if (!other.node) for (const kid of other.kids) only.add(kid);
    open(b);
  }
  starts = next === kids ? [b] : tops;
  refresh(null, () => fit(0.8, b));
  say(`${next === kids ? "Grounds" : "Consequences"} of ${b.id}`);
}
export function whole() {
  only = null;
  starts = tops;
  refresh();
  say("The whole map");
}
