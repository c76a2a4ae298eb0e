/** Official contacts as people write them. */
import type { ContactKind } from "../publications.ts";

/** As people write it: accounts with an `@`, the rest as it is. */
export function shownHandle({ kind, handle }: { kind: ContactKind; handle: string }): string {
  const isAccount = kind === "x" || kind === "telegram" || (kind === "discord" && !handle.includes("/"));
  return isAccount ? `@${handle.replace(/^@/, "")}` : handle;
}
