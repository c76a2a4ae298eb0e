/** The checks of `parley doctor` that need no file, each of which says what to do. */
import { and, count, desc, eq, isNotNull, ne } from "drizzle-orm";
import { z } from "zod";
import { formatId } from "../domain/ids.ts";
import { toIso } from "../domain/time.ts";
import { credentialsOf } from "../inbox/accounts/credentials.ts";
import type { Store } from "../store/db.ts";
import type { verifyChain } from "../store/events.ts";
import { wrongCounters } from "../store/projections.ts";
import { strayPublications } from "../store/publication-index.ts";
import { wrongReports } from "../store/reports/check.ts";
import { troubledPosts } from "../delivery/posts/trouble.ts";
import { account, delivery, gap, poison } from "../store/schema.ts";
import type { Keys } from "../trust/keys.ts";

/** So many details are told of one check. */
export const SHOWN = 20;

export const Check = z.object({
  name: z.string(),
  /** `attention`: sound, but a person should look. */
  state: z.enum(["ok", "attention", "broken"]),
  summary: z.string(),
  details: z.array(z.string()),
});
export type Check = z.infer<typeof Check>;

export interface Examined {
  store: Store;
  keys: Keys;
}

export function check(
  name: string,
  bad: Check["state"],
  details: string[],
  words: { good: string; bad: string },
): Check {
  const wrong = details.length > 0;
  return { name, state: wrong ? bad : "ok", summary: wrong ? words.bad : words.good, details };
}

export function chainHolds({ events, broken }: ReturnType<typeof verifyChain>): Check {
  return check("event chain", "broken", broken ? [`event ${broken.seq}: ${broken.why}`] : [], {
    good: `${events} events, unbroken`,
    bad: `broken after ${events} events: somebody changed the log. Compare with a backup.`,
  });
}

export function countersAgree({ store }: Examined): Check {
  return check("counters", "broken", wrongCounters(store), {
    good: "they agree with the conversations",
    bad: "some are wrong. Run: parley doctor --rebuild",
  });
}

export function reportsAgree({ store }: Examined): Check {
  const wrong = wrongReports(store);
  return check("reports", "broken", wrong?.slice(0, SHOWN) ?? [], {
    good: wrong
      ? "they agree with messages and episodes"
      : "not compared: something happened that is not counted yet. The server counts once a minute",
    bad: `${wrong?.length ?? 0} counts are wrong. Run: parley doctor --rebuild`,
  });
}

/** Whether each published page is in the index, not whether its words are right. */
export function publicSearchAgrees({ store }: Examined): Check {
  const details = strayPublications(store, SHOWN).map(
    (id) => `${formatId("publication", id)} is missing, or should not be there`,
  );
  return check("public search", "broken", details, {
    good: "every published page is in the index",
    bad: "the index of pages is wrong. Run: parley doctor --rebuild",
  });
}

export function credentialsOpen({ store, keys }: Examined): Check {
  const sealed = and(ne(account.state, "removed"), isNotNull(account.credentials));
  const rows = store.db.select({ id: account.id }).from(account).where(sealed).all();
  const details = rows.flatMap(({ id }) => {
    try {
      credentialsOf(store, keys, id).read();
      return [];
    } catch (error) {
      return [`${formatId("account", id)}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
  return check("credentials", "broken", details, {
    good: `the key opens those of ${rows.length} accounts`,
    bad: "some do not open. Put the right key back, or give the accounts new credentials (accounts add … --replace).",
  });
}

export function poisonEvents({ store }: Examined): Check {
  const total = store.db.select({ n: count() }).from(poison).get()?.n ?? 0;
  const rows = store.db.select().from(poison).orderBy(desc(poison.id)).limit(SHOWN).all();
  const details = rows.map(
    (row) =>
      `${formatId("poison", row.id)} ${formatId("account", row.accountId)} ${toIso(row.at)} ${row.reason}: ${row.raw.slice(0, 200)}`,
  );
  return check("set aside", "attention", details, {
    good: "nothing",
    bad: `${total} events from platforms could not be understood; the newest:`,
  });
}

export function gaps({ store }: Examined): Check {
  const total = store.db.select({ n: count() }).from(gap).get()?.n ?? 0;
  const rows = store.db.select().from(gap).orderBy(desc(gap.id)).limit(SHOWN).all();
  const details = rows.map(
    (row) => `${formatId("account", row.accountId)} ${toIso(row.since)} – ${toIso(row.until)} ${row.code}`,
  );
  return check("gaps", "attention", details, {
    good: "none",
    bad: `${total} spans in which messages may be missing; look at the platforms. The newest:`,
  });
}

export function doubts({ store }: Examined): Check {
  const rows = store.db
    .select({ id: delivery.id, conversationId: delivery.conversationId, code: delivery.code })
    .from(delivery)
    .where(eq(delivery.state, "unknown"))
    .limit(SHOWN)
    .all();
  const details = rows.map(
    ({ id, conversationId, code }) =>
      `${formatId("delivery", id)} in ${conversationId === null ? "a post of ours" : formatId("conversation", conversationId)}: ${code ?? ""}`,
  );
  return check("deliveries in doubt", "attention", details, {
    good: "none",
    bad: "nobody knows whether these arrived; settle them in the inbox:",
  });
}

/** Posts that a person must look after, and those that are not what their parts say. */
export function postsHold({ store }: Examined): Check {
  const details = troubledPosts(store, SHOWN).map(({ id, publicationId, why }) => {
    const where = `${formatId("post", id)} of ${formatId("publication", publicationId)}`;
    return `${where}: ${why}`;
  });
  return check("posts on platforms", "attention", details, {
    good: "they stand as they should",
    bad: "these need somebody; look at them under Public answers:",
  });
}
