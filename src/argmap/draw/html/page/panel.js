// The panel: all that is known of a part
import { $, active, address, filled, hold, link, make, say } from "./dom.js";
import { byId, data, relations, titled } from "./map.js";
import { folded, reveal } from "./fold.js";
import { all, current, element, rove } from "./picture.js";
import { bring, measure } from "./view.js";

const { words, notes, diagnostics, schemes } = data;
export const panel = $("panel"), outline = $("outline");
export let shown = "";
let chosen, told;

const named = (id) => { const n = byId.get(id)?.node, r = relations.get(id); return link(id, n ? titled(n) : `${r.word}: ${r.premises.join(" + ")} → ${r.target}`); };
const listed = (ids) => make("ul", ...ids.map((id) => make("li", named(id))));
const facts = (pairs = []) => make("dl", ...pairs.flatMap(([name, value]) => [make("dt", name), make("dd", value)]));
const quotes = (list = []) => list.map(([said, source, place, page, rest]) => {
  const q = make("blockquote", `“${said}”`, make("footer", words[source] + (place ? `, ¶${place}` : "")));
  // The passage is named by its words where nothing else is said
  const url = words[page] + (rest || "#:~:text=" + said.split(" … ").map((w) => encodeURIComponent(w.replace(/\s+/g, " ")).replace(/-/g, "%2D")));
  if (words[page]) q.lastChild.append(" ", filled(make("a", "Open the passage"), { href: url, target: "_blank", rel: "noopener noreferrer" }));
  return q;
});
const noted = (id) => (notes[id] || []).map((n) => { const [code, severity, message, hint] = diagnostics[n]; return make("p.note " + severity, make("b", severity), ` ${message} `, make("i", words[hint]), " ", make("small", code)); });
function step(r) {
  const asked = schemes[r.scheme];
  return [r.scheme ? make("p.scheme", `Scheme: ${r.scheme}`) : "",
    asked ? make("details", make("summary", `${asked.length} critical questions`), make("ol", ...asked.map((q) => make("li", q)))) : "",
    facts(r.facts), ...quotes(r.quotes), ...noted(r.id)];
}
const section = (name, content) => (content.length ? [make("h3", name), ...content] : []);

export function show() {
  const b = byId.get(shown), n = b?.node, r = relations.get(shown);
  panel.hidden = !n && !r;
  measure();
  if (panel.hidden) return;
  const into = [], out = [];
  for (const other of data.relations) {
    if (other.target === shown) into.push(make("section", make("h4", words[other.into], " ", link(other.id)), listed(other.premises), ...step(other)));
    if (other.premises.includes(shown)) out.push(make("li", words[other.out], " ", named(other.target)));
  }
  $("acts").hidden = !n;
  const bend = $("bend");
  bend.hidden = !b?.kids.length;
  bend.textContent = folded.has(b) ? "Unfold" : "Fold";
  $("told").replaceChildren(make("h2", n ? n.kind : r.word, " ", make("small", shown)),
    ...(n ? [n.title ? make("p.title", n.title) : "", make("p.text", n.text), facts(n.facts), ...quotes(n.quotes)]
      : [listed(r.premises), make("p", words[r.out], ":"), listed([r.target]), ...step(r)]),
    ...section("What bears on it", into), ...section("What it bears on", out.length ? [make("ul", ...out)] : []), ...(n ? section("Remarks of the check", noted(shown)) : []));
  panel.scrollTop = 0;
}
// The outline of a large map waits as text until somebody opens it
export function written() {
  const raw = outline.querySelector("noscript");
  if (raw) outline.innerHTML = raw.textContent;
}
export function outlined() {
  const button = $("outlined");
  if (outline.contains(active())) hold(button);
  button.ariaExpanded = outline.hidden;
  if (!outline.toggleAttribute("hidden")) written();
}
export const covered = () => innerWidth < 900 && !outline.hidden;
// What a step of a search leads to takes the place of the step before in the history
export function select(id, focus, step) {
  const r = relations.get(id), b = byId.get(id) || byId.get(r?.target), tail = byId.get(r?.premises[0]);
  if (!b && !r) return;
  shown = id;
  say(panel.hidden ? `Details of ${id}` : "");
  if (covered()) outlined();
  chosen?.classList.remove("chosen");
  show();
  if (b) {
    reveal(b);
    // A step is seen with what it starts from
    if (tail?.ups.includes(b)) reveal(tail);
    chosen = element(b);
    chosen.classList.add("chosen");
    if (b.node) rove(b);
    bring(b);
    if (focus) hold(b.el);
  }
  for (const el of all(".am-link")) el.classList.toggle("chosen", el.dataset.id === id);
  if (told) told.ariaCurrent = null;
  told = outline.querySelector(`a[href="${address(id)}"]`);
  if (told) { told.ariaCurrent = true; told.scrollIntoView({ block: "nearest" }); }
  try { if (location.hash !== address(id)) history[step ? "replaceState" : "pushState"](null, "", address(id)); } catch { /* a page inside a page may not */ }
}
export function close() { shown = ""; panel.hidden = true; hold(current?.el); }
// The part that a link or an address names
export const part = ({ hash }) => decodeURIComponent(hash.slice(1));
export function hash() {
  try { if (location.hash) select(part(location), false, true); else close(); } catch { /* no id */ }
}
export function to(b) {
  if (!panel.hidden) return select(b.id, true, true);
  rove(b);
  bring(b);
  hold(b.el);
}
