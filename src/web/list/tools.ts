/** What narrows, sorts and keeps a list, in one file for the browser. */
export { ListTools } from "./tools/list-tools.tsx";
export { Narrowed } from "./tools/narrowed.tsx";
