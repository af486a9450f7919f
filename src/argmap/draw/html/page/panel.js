// The panel: all that is known of a part
import { $, address, filled, hold, link, make } from "./dom.js";
import { byId, data, relations, titled } from "./map.js";
import { folded, reveal } from "./fold.js";
import { current, element, rove } from "./picture.js";
import { bring, measure } from "./view.js";

export const panel = $("panel"), outline = $("outline");
export let shown = "";
let chosen, told;

const named = (id) => { const n = byId.get(id)?.node, r = relations.get(id); return link(id, n ? titled(n) : `${r.word}: ${r.premises.join(" + ")} → ${r.target}`); };
const listed = (ids) => make("ul", ...ids.map((id) => make("li", named(id))));
const facts = (pairs = []) => make("dl", ...pairs.flatMap(([name, value]) => [make("dt", name), make("dd", value)]));
const quotes = (list = []) => list.map(([words, source, place, page, rest]) => {
  const q = make("blockquote", `“${words}”`, make("footer", data.words[source] + (place ? `, ¶${place}` : "")));
  // The passage is named by its words where nothing else is said
  const url = data.words[page] + (rest || "#:~:text=" + words.split(" … ").map((w) => encodeURIComponent(w.replace(/\s+/g, " ")).replace(/-/g, "%2D")));
  if (/^https?:/i.test(url)) q.lastChild.append(" ", filled(make("a", "Open the passage"), { href: url, target: "_blank", rel: "noopener noreferrer" }));
  return q;
});
const noted = (id) => (data.notes[id] || []).map((n) => { const [code, severity, message, hint] = data.diagnostics[n]; return make(`p.note ${severity}`, make("b", `${severity} `), `${message} `, make("i", data.words[hint]), make("small", ` ${code}`)); });
function step(r) {
  const asked = data.schemes[r.scheme];
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
    if (other.target === shown) into.push(make("section", make("h4", data.words[other.into], " ", link(other.id)), listed(other.premises), ...step(other)));
    if (other.premises.includes(shown)) out.push(make("li", data.words[other.out], " ", named(other.target)));
  }
  $("acts").hidden = !n;
  $("bend").hidden = !b?.kids.length;
  $("bend").textContent = folded.has(b) ? "Unfold" : "Fold";
  $("told").replaceChildren(make("h2", n ? n.kind : r.word, " ", make("small", shown)),
    ...(n ? [n.title ? make("p.title", n.title) : "", make("p.text", n.text), facts(n.facts), ...quotes(n.quotes)]
      : [listed(r.premises), make("p", data.words[r.out], ":"), listed([r.target]), ...step(r)]),
    ...section("What bears on it", into), ...section("What it bears on", out.length ? [make("ul", ...out)] : []), ...(n ? section("Remarks of the check", noted(shown)) : []));
  panel.scrollTop = 0;
}
// The outline of a large map waits as text until somebody opens it
export function written() {
  const raw = outline.querySelector("noscript");
  if (raw) outline.innerHTML = raw.textContent;
}
export function outlined() {
  outline.hidden = !outline.hidden;
  if (!outline.hidden) written();
  $("outlined").setAttribute("aria-expanded", !outline.hidden);
}
export function select(id, focus = false) {
  const b = byId.get(id) || byId.get(relations.get(id)?.target);
  if (!b && !relations.has(id)) return;
  shown = id;
  if (innerWidth < 900 && !outline.hidden) outlined();
  chosen?.classList.remove("chosen");
  show();
  if (b) {
    reveal(b);
    chosen = element(b);
    chosen.classList.add("chosen");
    if (b.node) rove(b);
    bring(b);
    if (focus) hold(b.el);
  }
  told?.removeAttribute("aria-current");
  told = outline.querySelector(`a[href="${CSS.escape(address(id))}"]`);
  if (told) filled(told, { "aria-current": true });
  try { history.replaceState(null, "", address(id)); } catch { /* a page inside a page may not */ }
}
export function close() { shown = ""; panel.hidden = true; hold(current?.el); }
export function hash() {
  try { select(decodeURIComponent(location.hash.slice(1))); } catch { /* no id */ }
}
export function to(b) {
  rove(b);
  bring(b);
  hold(b.el);
  if (!panel.hidden) { shown = b.id; show(); }
}
