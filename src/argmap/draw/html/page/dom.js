// Short words for the document
export const { abs, max, min, sign } = Math;
export const $ = (id) => document.getElementById(id);
export const active = () => document.activeElement;
export const hold = (element) => element?.focus({ preventScroll: true });
export const say = (words) => { $("status").textContent = words; };
export const address = (id) => "#" + encodeURIComponent(id);

export function filled(element, attributes) {
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  return element;
}
export const group = (attributes) => filled(document.createElementNS("http://www.w3.org/2000/svg", "g"), attributes);

// An element with its class, as in "p.text"; whether its text runs from the right is up to the text
export function make(name, ...children) {
  const [tag, kind = ""] = name.split("."), element = filled(document.createElement(tag), { class: kind, dir: "auto" });
  element.append(...children);
  return element;
}
export const link = (id, ...words) => filled(make("a", make("b", id), " ", ...words), { href: address(id) });
