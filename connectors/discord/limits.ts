/** Discord's rate limits as scopes: one for everything, and one for each kind of write in each channel. */
import type { Operation } from "../connector.ts";
import { wholeThread } from "./ids.ts";
import { GLOBAL_SCOPE } from "./errors.ts";

const ROUTES: [method: string, path: RegExp, kind: string][] = [
  ["POST", /\/channels\/(\d+)\/messages$/, "send"],
  ["PATCH", /\/channels\/(\d+)\/messages\/\d+$/, "edit"],
  ["DELETE", /\/channels\/(\d+)\/messages\/\d+$/, "delete"],
  ["PUT", /\/channels\/(\d+)\/messages\/\d+\/reactions\//, "react"],
  ["DELETE", /\/channels\/(\d+)\/messages\/\d+\/reactions\//, "react"],
  ["POST", /\/channels\/(\d+)\/threads$/, "thread"],
  ["DELETE", /\/channels\/(\d+)$/, "delete-thread"],
];

/** The scope of a route; calls that no operation makes share `other`. */
export function scopeOfRoute(method: string, path: string): string {
  for (const [candidate, pattern, kind] of ROUTES) {
    const channel = candidate === method ? pattern.exec(path)?.[1] : undefined;
    if (channel !== undefined) return `${kind}:${channel}`;
  }
  return "other";
}

/** Which limits an operation falls under, widest first. Discord's global limit counts the bot, so every account has its own. */
export function limitScopes(operation: Operation): string[] {
  const kinds = {
    reply: "send",
    message: "send",
    edit: "edit",
    delete: "delete",
    react: "react",
    createThread: "thread",
  };
  if (operation.kind === "hide") return [GLOBAL_SCOPE];
  const thread = wholeThread(operation);
  if (thread !== null) return [GLOBAL_SCOPE, `delete-thread:${thread}`];
  return [GLOBAL_SCOPE, `${kinds[operation.kind]}:${operation.place.id}`];
}
