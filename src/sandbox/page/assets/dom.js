/** Makes elements; text only ever becomes text nodes. */

/** `el("p", {class: "text", lang: "en", onclick}, "words", child, null)`: functions become listeners, false and null are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

/** A small icon, hidden from readers. */
export function icon(name, size = "s") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `i ${size}`);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/_bench/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

export const CODES = { x: "X", telegram: "TG", discord: "DC" };
export const NAMES = { x: "X", telegram: "Telegram", discord: "Discord" };

/** The two-letter code of a platform. */
export const code = (platform) => el("abbr", { class: `pf ${platform}`, title: NAMES[platform] }, CODES[platform]);

/** `10:05`, or with seconds and milliseconds. */
export function clock(epochMs, precise = false) {
  const at = new Date(epochMs);
  const two = (value) => String(value).padStart(2, "0");
  const minutes = `${two(at.getHours())}:${two(at.getMinutes())}`;
  return precise ? `${minutes}:${two(at.getSeconds())}.${String(at.getMilliseconds()).padStart(3, "0")}` : minutes;
}

/** Keeps a choice for the next visit, where the browser lets us. */
export const remembered = {
  get(key) {
    try {
      return localStorage.getItem(`bench.${key}`);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(`bench.${key}`, value);
    } catch {
      // A browser without storage forgets; nothing else depends on it.
    }
  },
};
