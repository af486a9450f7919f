"use strict";
(() => {
  const { max, min } = Math, $ = (id) => document.getElementById(id);
  const on = (element, type, act, how) => element.addEventListener(type, act, how);
  const address = (id) => "#" + encodeURIComponent(id);
  const data = JSON.parse($("data").textContent);
  const root = document.documentElement, stage = $("stage"), panel = $("panel"), search = $("search");
  const layer = stage.firstChild, svg = layer.firstChild;
  const boxes = data.boxes.map(([id, x, y, w, h], key) => ({ id, key, x, y, w, h, ox: x, oy: y, kids: [], ups: [] }));
  const cards = boxes.slice(0, data.cards), left = data.direction === "left";
  const named = (parts) => new Map(parts.map((part) => [part.id, part]));
  const byId = named(boxes), nodes = named(data.nodes), relations = named(data.relations);
  for (const [tail, head] of data.links) { boxes[head].kids.push(tail); boxes[tail].ups.push(head); }

  function filled(element, attributes) {
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    return element;
  }
  const draw = (tag, attributes) => filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes);
  // The first of the children may be attributes instead
  function make(tag, ...children) {
    const element = document.createElement(tag), [first] = children;
    if (first && typeof first === "object" && !first.nodeType) filled(element, children.shift());
    element.append(...children);
    return element;
  }
  const off = (element, yes) => element.classList.toggle("off", yes);
  const hold = (element) => element?.focus({ preventScroll: true });
  const say = (words) => { $("status").textContent = words; };

  // What stands where in the picture
  const cardEls = [...svg.querySelectorAll(".am-card")], dotEls = [...svg.querySelectorAll(".am-dot")];
  const linkEls = [...svg.querySelectorAll(".am-link")], lineEls = linkEls.slice(0, data.links.length);
  boxes.forEach((b) => { b.el = b.key < data.cards ? cardEls[b.key] : dotEls[b.key - data.cards]; });
  const under = draw("g"), over = draw("g"), badges = draw("g", { "aria-hidden": "true" });
  if (cardEls.length) cardEls[0].before(under);
  svg.append(over, badges);
  const fixed = svg.querySelectorAll(".am-link,:scope>.halo,.legend,.shelf"), tags = new Map();
  for (const el of svg.querySelectorAll(".am-mark")) tags.set(el.dataset.id, { el, b: el.getBBox() });
  for (const el of [...linkEls, ...dotEls]) el.setAttribute("aria-hidden", "true");

  // The view: the point of the picture in the middle of the stage, and pixels for each point
  const view = { x: 0, y: 0, k: 1 };
  let set = { ...view }, turn = 0;
  // Kept, since to ask the browser makes it lay everything out
  let wide, high;
  const measure = () => { wide = stage.clientWidth; high = stage.clientHeight; };
  const within = (v, low, high) => min(max(v, low), high), limit = (k) => within(k, 0.02, 6);
  function settle() {
    turn++;
    svg.setAttribute("viewBox", `${view.x - wide / 2 / view.k} ${view.y - high / 2 / view.k} ${wide / view.k} ${high / view.k}`);
    layer.style.transform = "";
    set = { ...view };
  }
  function move(x, y, k, still) {
    Object.assign(view, { x, y, k: limit(k) });
    if (still) return settle();
    const s = view.k / set.k, w = wide / 2, h = high / 2;
    layer.style.transform = `translate(${(set.x - view.x) * view.k + w - s * w}px,${(set.y - view.y) * view.k + h - s * h}px) scale(${s})`;
    // Two frames later, lest a slow frame in the middle of a gesture be taken for its end
    const now = ++turn, after = requestAnimationFrame;
    after(() => after(() => setTimeout(() => now === turn && settle(), 160)));
  }
  function zoom(by, at) {
    const r = stage.getBoundingClientRect(), k = limit(view.k * by);
    const dx = at ? at.clientX - r.left - r.width / 2 : 0, dy = at ? at.clientY - r.top - r.height / 2 : 0;
    move(view.x + dx / view.k - dx / k, view.y + dy / view.k - dy / k, k);
  }
  function extent() {
    if (!moved) return data.view;
    return [-24, -24, size[0] + 48, size[1] + 48];
  }
  function fit(least = 0) {
    const [x, y, w, h] = extent(), W = wide, H = high;
    const k = max(least, min(W / w, H / h, 1.4)), start = byId.get(data.start);
    if (k * w <= W + 1 && k * h <= H + 1 || !start?.on) return move(x + w / 2, y + h / 2, k, true);
    // Too large to be read at once: it starts with what everything leads to, at the side where that stands.
    const inside = (at, low, size, room) => (size * k < room ? low + size / 2 : within(at, low + room / 2 / k, low + size - room / 2 / k));
    const ahead = left ? [min(W / k, w) / 2 - start.w, 0] : [0, min(H / k, h) / 2 - start.h];
    move(inside(start.x + ahead[0], x, w, W), inside(start.y + ahead[1], y, h, H), k, true);
  }
  function bring(box) {
    const m = 30 / view.k, w = wide / 2 / view.k - m, h = high / 2 / view.k - m;
    const near = (v, c, half, room) => (half > room ? c : within(v, c + half - room, c - half + room));
    const k = view.k < 0.45 ? 0.8 : view.k;
    if (k !== view.k) return move(box.x, box.y, k, true);
    move(near(view.x, box.x, box.w / 2, w), near(view.y, box.y, box.h / 2, h), k, true);
  }

  // Folding and focus: which boxes are on
  const folded = new Set();
  let only = null, moved = false, current = 0, size;
  function walk(starts, next, stop) {
    const seen = new Set(starts);
    for (const key of seen) if (!stop?.has(key)) for (const other of boxes[key][next]) seen.add(other);
    return seen;
  }
  const tops = boxes.filter((b) => !b.ups.length).map((b) => b.key);
  for (let seen = walk(tops, "kids"), i = 0; seen.size < boxes.length; i++) {
    if (!seen.has(i)) { tops.push(i); seen = walk(tops, "kids"); }
  }
  function refresh(anchor) {
    const before = anchor && [anchor.x, anchor.y];
    const on = only ? new Set([...walk(only.ends, "kids", folded)].filter((key) => only.set.has(key))) : walk(tops, "kids", folded);
    moved = on.size < boxes.length;
    for (const b of boxes) b.on = on.has(b.key);
    if (moved) arrange(on); else for (const b of boxes) { b.x = b.ox; b.y = b.oy; }
    paint();
    if (anchor?.on) move(view.x + anchor.x - before[0], view.y + anchor.y - before[1], view.k);
    if (!boxes[current]?.on) rove(cards.findIndex((b) => b.on));
    $("whole").hidden = !only;
  }
  // Tidy trees over a spanning forest (Reingold & Tilford 1981), in rows
  function arrange(on) {
    const up = new Map(), depth = new Map(), trees = [], below = new Map();
    const plant = (start) => {
      const order = [start];
      depth.set(start, 0);
      for (const key of order) {
        below.set(key, []);
        for (const kid of boxes[key].kids) if (on.has(kid) && !depth.has(kid)) {
          depth.set(kid, depth.get(key) + (key >= data.cards || kid >= data.cards ? 1 : 2));
          up.set(kid, key); below.get(key).push(kid); order.push(kid);
        }
      }
      trees.push(order);
    };
    for (const start of only ? only.ends : tops) if (on.has(start) && !depth.has(start)) plant(start);
    for (const key of on) if (!depth.has(key)) plant(key);
    const across = (b) => (left ? b.h : b.w), along = (b) => (left ? b.w : b.h), off = new Map();
    const blocks = trees.map((order) => {
      const outlines = new Map(), thick = [];
      for (const key of [...order].reverse()) {
        const d = depth.get(key), half = across(boxes[key]) / 2, kids = below.get(key), at = [];
        thick[d] = max(thick[d] || 0, along(boxes[key]));
        let low = [], high = [];
        for (const kid of kids) {
          const o = outlines.get(kid);
          if (depth.get(kid) > d + 1) o.low[d + 1] = o.high[d + 1] = 0; // the line runs through
          if (!at.length) { ({ low, high } = o); at.push(0); continue; }
          let clear = -Infinity;
          for (let i = d + 1; i < min(high.length, o.low.length); i++) clear = max(clear, high[i] - o.low[i] + 12);
          for (let i = d + 1; i < o.low.length; i++) { low[i] ??= o.low[i] + clear; high[i] = o.high[i] + clear; }
          at.push(clear);
        }
        const middle = kids.length ? (at[0] + at[at.length - 1]) / 2 : 0;
        if (middle) for (let i = d + 1; i < low.length; i++) { low[i] -= middle; high[i] -= middle; }
        kids.forEach((kid, i) => off.set(kid, at[i] - middle));
        low[d] = -half;
        high[d] = half;
        outlines.set(key, { low, high });
      }
      const { low, high } = outlines.get(order[0]), least = low.reduce((a, b) => min(a, b));
      const breadth = high.reduce((a, b) => max(a, b)) - least;
      off.set(order[0], -least);
      let length = 0;
      const lines = Array.from(thick, (t = 0) => (length += t + 26) - 26 - t / 2);
      for (const key of order) {
        const b = boxes[key], line = lines[depth.get(key)];
        if (up.has(key)) off.set(key, off.get(key) + off.get(up.get(key)));
        [b.x, b.y] = left ? [line, off.get(key)] : [off.get(key), line];
      }
      return { order, w: left ? length - 26 : breadth, h: left ? breadth : length - 26 };
    });
    blocks.sort((a, b) => (b.order.length > 1) - (a.order.length > 1));
    const area = blocks.reduce((sum, b) => sum + (b.w + 28) * (b.h + 28), 0);
    const room = max(Math.sqrt(area * 1.4), ...blocks.map((b) => b.w));
    let x = 0, y = 0, row = 0;
    size = [0, 0];
    for (const block of blocks) {
      if (x && x + block.w > room) { x = 0; y += row + 28; row = 0; }
      for (const key of block.order) { boxes[key].x += x; boxes[key].y += y; }
      row = max(row, block.h);
      size = [max(size[0], x + block.w), y + row];
      x += block.w + 28;
    }
  }
  function paint() {
    for (const b of boxes) {
      const el = b.el;
      off(el, !b.on);
      // Every transform is a piece of its own for the compositor, which a thousand of them slow down
      if (b.x === b.ox && b.y === b.oy) el.removeAttribute("transform");
      else if (b.on) el.setAttribute("transform", `translate(${b.x - b.ox} ${b.y - b.oy})`);
    }
    for (const el of fixed) off(el, moved);
    for (const { el } of tags.values()) { off(el, moved); el.removeAttribute("transform"); }
    under.textContent = over.textContent = "";
    if (moved) data.links.forEach(([tail, head, mark], i) => {
      if (boxes[tail].on && boxes[head].on) line(boxes[tail], boxes[head], data.marks[mark], lineEls[i]);
    });
    badge();
    dim();
  }
  function line(tail, head, [at, back, from, start, mid], model) {
    const toward = (left ? tail.x < head.x : tail.y < head.y) ? -1 : 1;
    const end = (b, side) => (left ? [b.x + side * b.w / 2, b.y] : [b.x, b.y + side * b.h / 2]);
    const shift = ([x, y], by) => (left ? [x + by, y] : [x, y + by]);
    const a = end(tail, -toward), z = end(head, toward), a1 = shift(a, -toward * start), z1 = shift(z, toward * back);
    const bend = max(12, Math.abs(left ? a1[0] - z1[0] : a1[1] - z1[1]) / 2);
    const c = shift(a1, -toward * bend), d = shift(z1, toward * bend), el = model.cloneNode(true);
    off(el, false);
    el.querySelector("path").setAttribute("d", `M${a1}C${c} ${d} ${z1}`);
    under.append(el);
    // A marker of a path, since a transform is dear (see paint)
    const put = (id, from, to) => { if (id) over.append(draw("path", { d: `M${from}L${to}`, "marker-start": `url(#${id})` })); };
    put(at, z, shift(z, -toward));
    put(from, a, shift(a, toward));
    const middle = [0, 1].map((i) => (a1[i] + 3 * c[i] + 3 * d[i] + z1[i]) / 8), tag = tags.get(model.dataset.id);
    put(mid, middle, [middle[0] + 1, middle[1]]);
    if (tag && head.id !== model.dataset.id) {
      tag.off(el, false);
      tag.el.setAttribute("transform", `translate(${middle[0] - tag.b.x - tag.b.width / 2} ${middle[1] - tag.b.y - tag.b.height / 2})`);
    }
  }
  function hiddenBelow(b) {
    return [...walk([b.key], "kids")].filter((key) => key < data.cards && !boxes[key].on).length;
  }
  const labelOf = (n) => `${n.kind} ${n.id}: ${n.title || n.text}${n.mark ? ` (${n.mark})` : ""}`;
  function badge() {
    badges.textContent = "";
    for (const b of cards) {
      const more = b.on && folded.has(b.key) ? hiddenBelow(b) : 0;
      b.el.setAttribute("aria-label", labelOf(nodes.get(b.id)) + (more ? `, ${more} more folded` : ""));
      if (!b.on || !b.kids.length) continue;
      const words = more ? `+${more}` : "–", w = 9 + 5.4 * words.length, x = b.x + b.w / 2 - 8 - w, y = b.y + b.h / 2;
      const g = draw("g", { class: more ? "badge more" : "badge", "data-fold": b.key }), text = draw("text", { x: x + w / 2, y: y + 3.2 });
      text.textContent = words;
      g.append(draw("rect", { x, y: y - 7, width: w, height: 14, rx: 7 }), text);
      badges.append(g);
    }
  }
  function fold(b, how = !folded.has(b.key)) {
    if (!b || !b.kids.length) return say("Nothing to fold here");
    if (how) folded.add(b.key); else folded.delete(b.key);
    refresh(b);
    say(how ? `${hiddenBelow(b)} folded` : "Unfolded");
    show();
  }
  function foldAll(how) {
    folded.clear();
    if (how) {
      for (const b of cards) if (b.kids.length) folded.add(b.key);
      open(byId.get(data.start));
    }
    refresh();
    fit(0.35);
    say(how ? "All folded" : "All unfolded");
  }
  const open = (b) => { if (b) for (const key of walk([b.key], "ups")) if (key !== b.key) folded.delete(key); };
  // Unfolds from the conclusions on, as long as no more cards are seen than can be read
  function foldTo(most) {
    const first = byId.get(data.start);
    for (const b of cards) if (b.kids.length) folded.add(b.key);
    for (const key of walk(first ? [first.key, ...tops] : tops, "kids")) {
      if (!folded.has(key)) continue;
      const fresh = [...walk([key], "kids", new Set([...folded].filter((k) => k !== key)))].length;
      if ((most -= fresh - 1) < 0) break;
      folded.delete(key);
    }
  }
  function reveal(b) {
    if (b.on) return;
    if (only && !only.set.has(b.key)) only = null;
    open(b);
    refresh();
  }
  function focusOn(b, next) {
    if (!b) return;
    const reach = walk([b.key], next);
    if (next === "ups") for (const key of [...reach]) if (key >= data.cards) for (const kid of boxes[key].kids) reach.add(kid);
    for (const key of reach) folded.delete(key);
    only = { set: reach, ends: next === "kids" ? [b.key] : [...reach].filter((key) => !boxes[key].ups.some((up) => reach.has(up))) };
    if (!only.ends.length) only.ends = [b.key];
    refresh();
    fit(0.35);
    say(`${next === "kids" ? "Grounds" : "Consequences"} of ${b.id}`);
  }
  function whole() { only = null; refresh(); fit(0.35); say("The whole map"); }

  // Search
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = cards.map((b) => { const n = nodes.get(b.id); return plain([b.id, n.kind, n.title, n.text].join(" ")); });
  let hits = [], hit = -1;
  function find() {
    const words = plain(search.value).split(/\s+/).filter(Boolean), list = $("hits");
    hits = words.length ? cards.filter((b) => words.every((w) => texts[b.key].includes(w))) : [];
    hit = -1;
    list.replaceChildren(...hits.slice(0, 40).map((b) => make("li", make("a", { href: address(b.id) }, make("b", b.id), " ", nodes.get(b.id).title || nodes.get(b.id).text))));
    list.hidden = !hits.length;
    say(words.length ? `${hits.length || "Nothing"} found` : "");
    dim();
  }
  function dim() {
    const found = new Set(hits.map((b) => b.key));
    svg.classList.toggle("seeking", hits.length > 0);
    for (const b of boxes) b.el.classList.toggle("found", found.has(b.key));
  }
  function next(step) {
    if (!hits.length) return;
    hit = (hit + step + hits.length) % hits.length;
    select(hits[hit].id);
    $("hits").hidden = true;
    say(`${hit + 1} of ${hits.length}`);
  }

  // The panel: all that is known of a part
  let shown = "";
  const link = (id, words) => make("a", { href: address(id), dir: "auto" }, make("b", id), words ? " " + words : "");
  const nodeLink = (id) => { const n = nodes.get(id), r = relations.get(id); return link(id, n ? n.title || n.text : r ? `${r.word}: ${r.premises.join(" + ")} → ${r.target}` : ""); };
  const listed = (ids) => make("ul", ...ids.map((id) => make("li", nodeLink(id))));
  const facts = (pairs) => (pairs?.length ? [make("dl", ...pairs.flatMap(([name, value]) => [make("dt", name), make("dd", { dir: "auto" }, value)]))] : []);
  const quotes = (list) => (list || []).map(([words, source, place, page, rest]) => {
    const q = make("blockquote", { dir: "auto" }, `“${words}”`, make("footer", data.words[source] + (place ? `, ¶${place}` : "")));
    // The passage is named by its words where nothing else is said
    const url = data.words[page] + (rest || "#:~:text=" + words.split(" … ").map((w) => encodeURIComponent(w.replace(/\s+/g, " ")).replace(/-/g, "%2D")));
    if ( /^https?:/i.test(url)) q.lastChild.append(" ", make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, "Open the passage"));
    return q;
  });
  function step(r) {
    const s = data.schemes[r.scheme], parts = [];
    if (r.scheme) parts.push(make("p", { class: "scheme" }, `Scheme: ${r.scheme}`));
    if (s) parts.push(make("details", make("summary", `${s.length} critical questions`), make("ol", ...s.map((q) => make("li", q)))));
    return [...parts, ...facts(r.facts), ...quotes(r.quotes), ...noted(r.id)];
  }
  const noted = (id) => (data.notes[id] || []).map((n) => { const [code, severity, message, hint] = data.diagnostics[n]; return make("p", { class: `note ${severity}` }, make("b", `${severity} `), `${message} `, make("i", data.words[hint]), make("small", ` ${code}`)); });
  const section = (name, ...content) => (content.length ? [make("h3", name), ...content] : []);
  const button = (name, key, act) => { const b = make("button", { type: "button", title: key }, name); b.onclick = act; return b; };
  function show() {
    const n = nodes.get(shown), r = relations.get(shown), b = byId.get(shown);
    const was = panel.hidden;
    panel.hidden = !n && !r;
    if (was !== panel.hidden) measure();
    if (panel.hidden) return;
    const top = make("h2", n ? n.kind : r.word, " ", make("small", shown));
    const into = [], out = [];
    for (const other of data.relations) {
      if (other.target === shown) into.push(make("section", make("h4", data.words[other.into], " ", link(other.id)), listed(other.premises), ...step(other)));
      if (other.premises.includes(shown)) out.push(make("li", data.words[other.out], " ", nodeLink(other.target)));
    }
    const remarks = noted(shown), acts = make("p", { class: "acts" });
    if (b && n) {
      if (b.kids.length) acts.append(button(folded.has(b.key) ? "Unfold" : "Fold", "f", () => fold(b)));
      acts.append(button("Only its grounds", "g", () => focusOn(b, "kids")), button("Only its consequences", "c", () => focusOn(b, "ups")));
    }
    $("told").replaceChildren(top, ...(n ? [n.title ? make("p", { class: "title", dir: "auto" }, n.title) : "", make("p", { class: "text", dir: "auto" }, n.text), acts, ...facts(n.facts), ...quotes(n.quotes)] : [listed(r.premises), make("p", data.words[r.out], ":"), listed([r.target]), ...step(r)]),
      ...section("What bears on it", ...into), ...(out.length ? section("What it bears on", make("ul", ...out)) : []), ...(n && remarks.length ? section("Remarks of the check", ...remarks) : []));
    panel.scrollTop = 0;
  }
  function rove(key) {
    if (key < 0) return;
    cardEls[current]?.setAttribute("tabindex", "-1");
    current = key;
    cardEls[key].setAttribute("tabindex", "0");
  }
  function select(id, focus = false) {
    const part = nodes.get(id) || relations.get(id);
    if (!part) return;
    shown = id;
    if (innerWidth < 900 && !$("outline").hidden) acts.outlined();
    svg.querySelector(".chosen")?.classList.remove("chosen");
    document.querySelector("#outline [aria-current]")?.removeAttribute("aria-current");
    const b = byId.get(id) || byId.get(part.target);
    show();
    if (b) {
      reveal(b);
      b.el.classList.add("chosen");
      if (b.key < data.cards) { rove(b.key); if (focus) hold(b.el); }
      bring(b);
    }
    document.querySelector(`#outline a[href="${CSS.escape(address(id))}"]`)?.setAttribute("aria-current", "true");
    try { history.replaceState(null, "", address(id)); } catch { /* a page inside a page may not */ }
  }
  function close() { shown = ""; panel.hidden = true; hold(cardEls[current]); }
  function hash() {
    try { select(decodeURIComponent(location.hash.slice(1))); } catch { /* no id */ }
  }
  function beside(dx, dy) {
    const from = boxes[current];
    let best = null, least = Infinity;
    for (const b of cards) {
      const ahead = (b.x - from.x) * dx + (b.y - from.y) * dy, aside = Math.abs((b.x - from.x) * dy + (b.y - from.y) * dx);
      if (b.on && ahead > 1 && ahead + 2 * aside < least) { least = ahead + 2 * aside; best = b; }
    }
    if (best) to(best);
  }
  function to(b) { rove(b.key); hold(b.el); bring(b); if (!panel.hidden) { shown = b.id; show(); } }

  // Controls
  const acts = {
    in: () => zoom(1.3), out: () => zoom(1 / 1.3), fit: () => fit(), fold: () => foldAll(true), unfold: () => foldAll(false), whole,
    theme: () => { const other = root.dataset.theme === "a"; root.dataset.theme = other ? "b" : "a"; $("theme").setAttribute("aria-pressed", other); },
    outlined: () => { const o = $("outline"); o.hidden = !o.hidden; $("outlined").setAttribute("aria-expanded", !o.hidden); },
    help: () => { const d = $("keys"); if (d.open) d.close(); else d.showModal(); }, close,
  };
  for (const name in acts) $(name).onclick = acts[name];
  $("done").onclick = acts.help;
  const here = () => (panel.hidden || !byId.has(shown) ? cards[current] : byId.get(shown));
  const keys = {
    "+": acts.in, "-": acts.out, 0: acts.fit, "/": () => search.focus(), "?": acts.help, t: acts.theme, o: acts.outlined,
    f: () => fold(here()), g: () => focusOn(here(), "kids"), c: () => focusOn(here(), "ups"), a: acts.fold, u: acts.unfold, w: whole, n: () => next(1), N: () => next(-1),
  };
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  on(window, "keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || $("keys").open) return;
    const typing = e.target === search, card = e.target.closest?.(".am-card");
    if (e.key === "Escape") { if (typing) { search.value = ""; find(); hold(cardEls[current]); } else if (!panel.hidden) close(); else if (only) whole(); return; }
    if (typing) { if (e.key === "Enter") next(e.shiftKey ? -1 : 1); else if (e.key === "ArrowDown") $("hits").querySelector("a")?.focus(); else return; return e.preventDefault(); }
    const way = ways[e.key];
    if (way && (card || e.target === document.body || e.target === stage)) {
      if (e.shiftKey) move(view.x + way[0] * 80 / view.k, view.y + way[1] * 80 / view.k, view.k); else beside(...way);
    } else if (card && (e.key === "Enter" || e.key === " ")) select(card.dataset.id);
    else if (card && e.key === "Home") to(byId.get(data.start) || cards[0]);
    else if (keys[e.key]) keys[e.key]();
    else return;
    e.preventDefault();
  });
  on(search, "input", find);
  on(search.parentNode, "focusout", (e) => { if (!search.parentNode.contains(e.relatedTarget)) $("hits").hidden = true; });
  // By hand, since in a page inside a page "#..." would be an address of the page around it
  on(document, "click", (e) => {
    const a = e.target.closest?.('a[href^="#"]');
    if (!a) return;
    e.preventDefault();
    $("hits").hidden = true;
    select(decodeURIComponent(a.getAttribute("href").slice(1)), a.closest("#hits") !== null);
  });
  on(window, "hashchange", hash);
  new ResizeObserver(() => { measure(); settle(); }).observe(stage);
  on(stage, "wheel", (e) => { e.preventDefault(); zoom(Math.exp(-e.deltaY * (e.deltaMode ? 0.05 : 0.0018)), e); }, { passive: false });
  on(stage, "focusin", (e) => { rove(cardEls.indexOf(e.target.closest(".am-card"))); });
  const fingers = new Map();
  let start = null;
  on(stage, "pointerdown", (e) => { if (e.button) return; fingers.set(e.pointerId, e); start = { ...view, e, dragged: false }; });
  on(window, "pointermove", (e) => {
    if (!fingers.has(e.pointerId)) return;
    const before = [...fingers.values()];
    fingers.set(e.pointerId, e);
    if (before.length > 1) {
      const span = ([a, b]) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), now = [...fingers.values()];
      start.dragged = true;
      return zoom(span(now) / (span(before) || 1), { clientX: (now[0].clientX + now[1].clientX) / 2, clientY: (now[0].clientY + now[1].clientY) / 2 });
    }
    const dx = e.clientX - start.e.clientX, dy = e.clientY - start.e.clientY;
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
    if (part) select(part.dataset.id, true);
  });
  on(window, "beforeprint", () => { settle(); svg.setAttribute("viewBox", extent().join(" ")); });
  on(window, "afterprint", settle);

  for (const el of cardEls) filled(el, { tabindex: -1, role: "graphics-symbol img" });
  if (cards.length > data.most) foldTo(data.shown);
  if (innerWidth < 900 || cards.length > data.most) acts.outlined();
  svg.classList.remove("wait");
  measure();
  refresh();
  if (cards.length) rove((byId.get(data.start) || cards[0]).key);
  fit(0.8);
  if (location.hash.length > 1) hash();
})();
