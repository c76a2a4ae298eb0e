/** What opens over the page by a key, in one file for the browser. */
export { Help } from "./help.tsx";
export { Palette } from "./palette.tsx";
