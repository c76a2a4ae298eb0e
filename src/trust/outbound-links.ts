/** The brand's list of what replies may link to: its own entries, block explorers, and the pages of its accounts. */
import { ne } from "drizzle-orm";
import { z } from "zod";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import { type Context, record } from "../store/context.ts";
import type { Store } from "../store/db.ts";
import { account, meta } from "../store/schema.ts";
import { EXPLORERS, OWN_PAGES, SHARED_HOSTS } from "./guard/hosts.ts";

const Stored = z.object({ entries: z.array(z.string()), explorers: z.boolean() });
export type OutboundLinks = z.infer<typeof Stored>;

const KEY = "outbound-links";
const HANDLE = /^@[a-z0-9_]{2,32}$/;
const HOST = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/;

/** What a lead has set; explorers are on until somebody switches them off. */
export function outboundLinks(store: Store): OutboundLinks {
  const row = store.q.metaByKey.get({ key: KEY });
  return row ? Stored.parse(JSON.parse(row.value)) : { entries: [], explorers: true };
}

/** The pages and names of the brand's own accounts. */
export function accountLinks(store: Store): string[] {
  const rows = store.db.select().from(account).where(ne(account.state, "removed")).all();
  const entries = rows.flatMap(({ platform, handle, remoteId }) => [
    ...(handle === null ? [] : [`@${handle}`]),
    ...OWN_PAGES[platform].flatMap((page) => {
      if (page.includes("{handle}") && handle === null) return [];
      return [page.replace("{handle}", handle ?? "").replace("{id}", remoteId)];
    }),
  ]);
  return [...new Set(entries)];
}

/** Everything that a reply may link to. */
export function allowedLinks(store: Store): string[] {
  const { entries, explorers } = outboundLinks(store);
  return [...entries, ...(explorers ? EXPLORERS : []), ...accountLinks(store), ...siteLinks(store)];
}

const Site = z.object({ origin: z.string().nullable() });

/** The public site, where it has an address of its own. */
function siteLinks(store: Store): string[] {
  const row = store.q.metaByKey.get({ key: "site" });
  const origin = row === undefined ? null : Site.parse(JSON.parse(row.value)).origin;
  if (origin === null) return [];
  // With its port, as links are compared.
  const { host, hostname } = new URL(origin);
  return SHARED_HOSTS.has(hostname) ? [] : [host];
}

/** Sets the list. Throws ProblemError `forbidden`, or `invalid`, naming the entry that does not fit. */
export function setOutboundLinks(ctx: Context, input: OutboundLinks): OutboundLinks {
  demand(ctx, "settings.change");
  const entries = [...new Set(input.entries.map((entry, index) => parseEntry(entry, index)))];
  const next = { entries, explorers: input.explorers };
  ctx.store.transaction((now) => {
    const value = JSON.stringify(next);
    ctx.store.db
      .insert(meta)
      .values({ key: KEY, value })
      .onConflictDoUpdate({ target: meta.key, set: { value } })
      .run();
    record(ctx, now, {
      type: "settings.changed",
      data: { setting: "outbound-links", entries: entries.length, explorers: next.explorers },
    });
  });
  return next;
}

/** `host`, `*.host`, `host/path` or `@handle`; a scheme is cut off, a host in other letters becomes what browsers ask for. */
function parseEntry(raw: string, index: number): string {
  const invalid = (message: string) => new ProblemError("invalid", message, { field: `entries.${index}` });
  const bare = raw.trim().replace(/^https?:\/\//i, "");
  if (HANDLE.test(bare.toLowerCase())) return bare.toLowerCase();
  const wild = bare.startsWith("*.");
  const url = `https://${wild ? bare.slice(2) : bare}`;
  if (!URL.canParse(url))
    throw invalid(`“${raw}” is no host, like bobowallet.com or *.bobowallet.com, nor a handle, like @bobowallet.`);
  const { hostname, pathname, search, username } = new URL(url);
  const host = wild ? `*.${hostname}` : hostname;
  if (username !== "" || !HOST.test(host))
    throw invalid(`“${raw}” is no host, like bobowallet.com or *.bobowallet.com, nor a handle, like @bobowallet.`);
  const path = pathname === "/" ? "" : `${pathname}${search}`;
  if (SHARED_HOSTS.has(hostname) && path === "")
    throw invalid(`${hostname} belongs to everybody: add the path that is yours, like ${hostname}/bobowallet.`);
  return `${host}${path}`;
}
