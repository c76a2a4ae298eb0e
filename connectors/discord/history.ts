/** Reads older messages for an import: channels and active threads of our servers. A bot cannot list its direct channels. */
import { z } from "zod";
import type { ConnectorEvent, Cursor } from "../connector.ts";
import { type Account, listensTo } from "./account.ts";
import { currentPlaces, readPage } from "./backfill.ts";
import { promised } from "./errors.ts";
import { snowflakeAt } from "./ids.ts";

const Left = z.object({ left: z.array(z.tuple([z.string(), z.string()])) });
const Guilds = z.array(z.object({ id: z.string() }));

/** One page; a null cursor in the answer ends it. Rejects with ConnectorError, or the signal's reason. */
export async function history(
  account: Account,
  since: number,
  cursor: Cursor | null,
  signal: AbortSignal,
): Promise<{ events: ConnectorEvent[]; cursor: Cursor | null }> {
  const left = cursor === null ? await everyPlace(account, since, signal) : Left.parse(JSON.parse(cursor)).left;
  const [next, ...rest] = left;
  if (!next) return { events: [], cursor: null };
  const page = await readPage(account, next[0], next[1], signal);
  const newest = page.messageIds.at(-1);
  const after: [string, string][] = page.last || newest === undefined ? rest : [[next[0], newest], ...rest];
  return { events: page.events.map(asHistory), cursor: after.length > 0 ? JSON.stringify({ left: after }) : null };
}

async function everyPlace(account: Account, since: number, signal: AbortSignal): Promise<[string, string][]> {
  const guilds = promised(Guilds, await account.rest.read("/users/@me/guilds", signal)).map((guild) => guild.id);
  const places = await currentPlaces(
    account,
    guilds.filter((id) => listensTo(account.settings, id)),
    signal,
  );
  return places.map((place) => [place.id, snowflakeAt(since)]);
}

function asHistory(event: ConnectorEvent): ConnectorEvent {
  if (event.type !== "message.created") return event;
  return { ...event, message: { ...event.message, origin: "history" } };
}
