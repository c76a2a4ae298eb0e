/** Icons on lucide's grid, drawn into the page: nothing to load, and they take the colour of the words. */
import { html } from "hono/html";

const SHAPES = {
  search: html`<circle cx="11" cy="11" r="7" /><path d="m20.5 20.5-4.5-4.5" />`,
  contrast: html`<circle cx="12" cy="12" r="9" /><path d="M12 3a9 9 0 0 1 0 18z" fill="currentColor" />`,
  shield: html`<path d="M12 3 4 6v6c0 5 3.5 7.7 8 9 4.5-1.3 8-4 8-9V6z" /><path d="m8.5 12 2.5 2.5 4.5-5" />`,
  "shield-alert": html`<path d="M12 3 4 6v6c0 5 3.5 7.7 8 9 4.5-1.3 8-4 8-9V6z" /><path d="M12 8v4M12 15.5v.01" />`,
  x: html`<path d="m6 6 12 12M18 6 6 18" />`,
  lock: html`<rect x="4" y="11" width="16" height="10" rx="2" /><path d="M8 11V7a4 4 0 0 1 8 0v4" />`,
  ban: html`<circle cx="12" cy="12" r="9" /><path d="m5.8 5.8 12.4 12.4" />`,
  at: html`<circle cx="12" cy="12" r="4" /><path d="M16 8v5a3 3 0 0 0 6 0v-1a10 10 0 1 0-4 8" />`,
  globe: html`<circle cx="12" cy="12" r="9" /><path d="M3 12h18M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18" />`,
  phone: html`<path
    d="M5 3h4l2 5-2.5 2a12 12 0 0 0 5.5 5.5l2-2.5 5 2v4a2 2 0 0 1-2.2 2A17 17 0 0 1 3 5.2 2 2 0 0 1 5 3z"
  />`,
  chat: html`<path d="M21 12a8 8 0 0 1-8 8H4l2-3a8 8 0 1 1 15-5z" />`,
  thumb: html`<path
    d="M7 10v11H4V10zM7 10l4.5-7a2.5 2.5 0 0 1 2.4 3.2L13 10h6a2 2 0 0 1 2 2.3l-1.2 7a2 2 0 0 1-2 1.7H7"
  />`,
  print: html`<path d="M6 9V3h12v6M6 18H3v-7a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v7h-3" /><path d="M6 14h12v7H6z" />`,
} as const;

export type IconName = keyof typeof SHAPES;

/** `s`: 14 px with a heavier line. The words beside it say what it means. */
export function icon(name: IconName, size: "" | "s" = "") {
  return html`<svg class="i ${size}" viewBox="0 0 24 24" aria-hidden="true">${SHAPES[name]}</svg>`;
}
