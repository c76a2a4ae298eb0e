/** Runs Parley on Cloudflare Workers: a Worker in front, and one object with its own SQLite for each brand. */
export { Brand } from "./worker/brand.ts";
export { front as default } from "./worker/front.ts";
