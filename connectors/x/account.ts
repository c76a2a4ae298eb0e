/** What the parts of one opened connector share. */
import { z } from "zod";
import type { ConnectorContext } from "../connector.ts";
import type { XClient } from "./client.ts";
import type { XSettings } from "./settings.ts";

export interface Account {
  context: ConnectorContext;
  settings: XSettings;
  client: XClient;
  /** The account's own remote id; asks X once where nobody knows it yet. */
  self(signal: AbortSignal): Promise<string>;
}

/** `known`: from an earlier `identify`. */
export function selfId(known: string | null, client: XClient): Account["self"] {
  let self = known;
  return async (signal) => {
    self ??= await client.use("read", "read-other", signal, async (x) => {
      const answer: unknown = await x.v2.get("users/me");
      return z.object({ data: z.object({ id: z.string() }) }).parse(answer).data.id;
    });
    return self;
  };
}
