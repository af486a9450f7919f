// The picture: only what is seen and can be read is in the document, all else is a few paths
import { $, abs, filled, group, min } from "./dom.js";
import { boxes, cards, data, home, links, titled } from "./map.js";
import { curve, spread } from "./lines.js";
import { folded, hiddenBelow } from "./fold.js";
import { shown } from "./panel.js";
import { high, view, wide } from "./view.js";

export const layer = $("layer");
// The picture of a large map waits as text, which a browser without scripts reads as a picture
const text = layer.querySelector("noscript")?.textContent;
const [head, ...pieces] = text ? text.split(/(?=<g class="am-(?:card|dot|mark)[ "])/) : [];
if (text) layer.innerHTML = head.split('<rect class="paper"')[0] + "</svg>";
export const svg = layer.querySelector("svg"), all = (selector) => [...svg.querySelectorAll(selector)];
const given = all(".am-card,.am-dot"), far = group({ class: "far" }), under = group({ class: "tied" }), tags = new Map(), drawn = new Map();
const end = given.at(-1)?.nextSibling || svg.appendChild(group()), SILENT = { "aria-hidden": true };
far.append(group(), group(), group());
(given[0] || end).before(far, under);
svg.append(...pieces.slice(boxes.length).map(parsed));
for (const el of all(".am-mark")) tags.set(el.dataset.id, { el });
for (const el of all(".am-link")) filled(el, SILENT);
given.forEach((el, key) => own(boxes[key], el));

export let current = home;
export let extent;
let moved, few, turn = 0, waiting = 0;

function parsed(piece) {
  const holder = group();
  holder.innerHTML = piece;
  return holder.firstChild;
}
function own(b, el) {
  b.worn = !text;
  return b.el = filled(el, b.node ? { tabindex: -1, role: "graphics-symbol img" } : SILENT);
}
export const element = (b) => b.el || own(b, parsed(pieces[b.place]));
function wear(b, next) {
  svg.insertBefore(element(b), next);
  b.worn = true;
  finish(b);
}
// Which card the keyboard is at: the only stop of the Tab key
export function rove(b) {
  if (!b) return;
  element(current).tabIndex = -1;
  element(current = b).tabIndex = 0;
  if (b.on && !b.worn) wear(b, boxes.find((other) => other.place > b.place && other.worn)?.el || end);
}

// After something was folded: where all stands now, in the drawing's own layout where nothing is hidden
export function changed(on, arranged) {
  for (const b of boxes) b.on = on.has(b);
  few = cards.filter((b) => b.on).length <= data.most;
  moved = on.size < boxes.length || !!text;
  extent = moved ? arranged() : data.view;
  if (moved) spread(); else for (const b of boxes) { b.x = b.ox; b.y = b.oy; }
  svg.classList.toggle("moved", moved);
  turn++;
  if (!current?.on) rove(cards.find((b) => b.on));
}
export const holds = (x, y, w, h, X, Y, W = 0, H = 0) => abs(x - X) < (w + W) / 2 && abs(y - Y) < (h + H) / 2;
const seen = (x, y, w, h, zone) => few || view.k >= 0.45 && holds(x, y, w, h, view.x, view.y, zone * wide / view.k, zone * high / view.k);

// Puts into the document what is seen, so many boxes at most; the others follow in the next frames
export function dress(full = 60) {
  // A path for each look and place, since all of a path is traced wherever a bit of it is painted
  const paths = new Map(), add = (level, look, { x, y }, d) => {
    const key = level + look + [x / 999 | 0, y / 999 | 0];
    if (!drawn.has(key)) drawn.set(key, far.childNodes[level].appendChild(parsed(`<path${look}/>`)));
    paths.set(key, (paths.get(key) || "") + d);
  };
  let next = end, most = full, late;
  for (const b of [...boxes].reverse()) {
    const want = b.on && (b === current || seen(b.x, b.y, b.w, b.h, b.worn ? 2 : 1.3));
    if (b.worn && !want) { b.el.remove(); b.worn = false; }
    if (want && !b.worn) { if (most-- > 0) wear(b, next); else late = true; }
    if (b.worn) { next = b.el; if (b.turn !== turn) finish(b); }
  }
  for (const tag of tags.values()) {
    tag.b ??= tag.el.getBBox();
    tag.el.classList.remove("put");
  }
  for (const link of links) {
    const { tail: t, head: h } = link, both = moved && t.on && h.on;
    if (both && seen((t.x + h.x) / 2, (t.y + h.y) / 2, abs(t.x - h.x) + h.w, abs(t.y - h.y) + h.h, 1.3)) tie(link);
    else {
      link.el?.remove();
      link.el = link.d = null;
      if (both) add(0, look(link.mark[5]), h, curve(link).d);
    }
  }
  for (const b of cards) if (b.on && !b.worn) {
    const x = b.x - b.w / 2, y = b.y - b.h / 2;
    b.look ??= painted(b.el?.outerHTML || pieces[b.place]);
    add(1, b.look + (b.found ? ' class="found"' : ""), b, `M${x} ${y}h${b.w}v${b.h}h${-b.w}z`);
    for (let row = 27; row < b.h - 4 && view.k > 0.08; row += 13) add(2, ' class="words"', b, `M${x + 13} ${y + row}h${b.w * (row < b.h - 17 ? 0.82 : 0.5)}`);
  }
  for (const [key, el] of drawn) {
    const d = paths.get(key);
    if (!d) { el.remove(); drawn.delete(key); } else if (d !== el.look) filled(el, { d: el.look = d });
  }
  if (late) waiting ||= requestAnimationFrame(() => { waiting = 0; dress(min(full, 40)); });
}
const painted = (markup) => markup.match(/class="outline" d="[^"]*"(.*?)\/?>/)[1], look = (id) => ($(id).look ??= painted($(id).outerHTML));

function tie(link) {
  const [at, , from, , mid, id] = link.mark, { d, spots, middle: [x, y] } = curve(link), tag = tags.get(link.id);
  if (d !== link.d) {
    link.d = d;
    link.el?.remove();
    // A marker of a path, since an element with a transform of its own is dear
    const marks = [at, from, mid].map((mark, i) => mark && `<path d="${spots[i]}" marker-start="url(#${mark})"/>`).join("");
    under.append(link.el = filled(parsed(`<g class="am-link ${$(id).dataset.kind}${link.id === shown ? " chosen" : ""}"><path d="${d}"${look(id)}/>${marks}</g>`), { "data-id": link.id, ...SILENT }));
  }
  if (tag && link.head.id !== link.id) {
    tag.el.classList.add("put");
    filled(tag.el, { transform: `translate(${x - tag.b.x - tag.b.width / 2} ${y - tag.b.y - tag.b.height / 2})` });
  }
}
// What a box has besides its painting: its place, its name, and the sign that folds it
function finish(b) {
  const { el, node: n } = b;
  b.turn = turn;
  if (b.x === b.ox && b.y === b.oy) el.removeAttribute("transform"); else filled(el, { transform: `translate(${b.x - b.ox} ${b.y - b.oy})` });
  el.classList.toggle("found", b.found || false);
  if (!n) return;
  const more = folded.has(b) && hiddenBelow(b), words = more ? `+${more}` : b.kids.length ? "–" : "";
  if (words === b.said) return;
  b.said = words;
  b.knob?.remove();
  filled(el, { "aria-label": `${n.kind} ${n.id}: ${titled(n)}${n.mark ? ` (${n.mark})` : ""}${more ? `, ${more} more folded` : ""}` });
  if (!words) return;
  const width = 9 + 5.4 * words.length, x = b.ox + b.w / 2 - 8 - width, y = b.oy + b.h / 2;
  el.append(b.knob = parsed(`<g class="badge${more ? " more" : ""}" data-fold="${b.place}" aria-hidden="true"><rect x="${x}" y="${y - 7}" width="${width}" height="14" rx="7"/><text x="${x + width / 2}" y="${y + 3.2}">${words}</text></g>`));
}
export function found(some) {
  svg.classList.toggle("seeking", some.size > 0);
  for (const b of boxes) { b.found = some.has(b); b.turn = 0; }
  dress();
}
