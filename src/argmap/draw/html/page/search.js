// Search as one types, in the words of the cards
import { $, link, make, max, say } from "./dom.js";
import { cards, titled } from "./map.js";
import { select } from "./panel.js";
import { found } from "./picture.js";

export const search = $("search"), list = $("hits");
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let texts, hits = [], hit;

export function find() {
  const words = plain(search.value).match(/\S+/g) || [];
  texts ??= cards.map(({ node: n }) => plain([n.id, n.kind, n.title, n.text].join(" ")));
  hits = words.length ? cards.filter((b) => words.every((w) => texts[b.place].includes(w))) : [];
  hit = -1;
  const more = hits.length ? hits.length - 40 : 1, told = `${hits.length || "Nothing"} found`;
  list.replaceChildren(...hits.slice(0, 40).map((b) => make("li", link(b.id, titled(b.node)))), more > 0 ? make("li.rest", hits.length ? `and ${more} more` : told) : "");
  list.hidden = !words.length;
  say(words.length ? told : "");
  found(new Set(hits));
}
export function next(step = 1) {
  if (!hits.length) return;
  // Back from nothing is the last one
  hit = (max(hit, -(step > 0)) + step + hits.length) % hits.length;
  select(hits[hit].id, false, true);
  list.hidden = true;
  say(`${hit + 1} of ${hits.length}`);
}
