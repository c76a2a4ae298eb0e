/** What a method is handed. */
import type { Context } from "hono";
import type { Params } from "../params.ts";
import type { BotLines, World } from "../world.ts";

export interface Call {
  world: World;
  lines: BotLines;
  params: Params;
  c: Context;
  /** Business bots hear of their own messages too. */
  businessEcho: boolean;
}

/** Gives the `result`; throws ApiError for a refusal. */
export type Method = (call: Call) => unknown;
