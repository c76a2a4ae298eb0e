/** The checks of `parley doctor`, each of which says what to do. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { and, count, desc, eq, isNotNull, ne } from "drizzle-orm";
import { formatId } from "../domain/ids.ts";
import { toIso } from "../domain/time.ts";
import type { OpenData } from "../host/data.ts";
import { credentialsOf } from "../inbox/accounts/credentials.ts";
import { verifyChain } from "../store/events.ts";
import { wrongCounters, wrongSearchRows } from "../store/projections.ts";
import { account, delivery, gap, media, poison } from "../store/schema.ts";

const SHOWN = 20;

export interface Check {
  name: string;
  /** `attention`: sound, but a person should look. */
  state: "ok" | "attention" | "broken";
  summary: string;
  details: string[];
}

/** In the order of how much hangs on them. */
export function examine(data: OpenData): Check[] {
  return [
    fileIsSound(data),
    referencesHold(data),
    chainHolds(data),
    countersAgree(data),
    searchAgrees(data),
    credentialsOpen(data),
    filesExist(data),
    poisonEvents(data),
    gaps(data),
    doubts(data),
  ];
}

function check(name: string, bad: Check["state"], details: string[], words: { good: string; bad: string }): Check {
  const wrong = details.length > 0;
  return { name, state: wrong ? bad : "ok", summary: wrong ? words.bad : words.good, details };
}

function fileIsSound({ sqlite }: OpenData): Check {
  const verdict = sqlite.pragma("integrity_check", { simple: true });
  const details = verdict === "ok" ? [] : [String(verdict)];
  return check("database", "broken", details, {
    good: "the file is sound",
    bad: "the file is damaged. Stop the server and restore a backup.",
  });
}

function referencesHold({ sqlite }: OpenData): Check {
  const rows = sqlite.pragma("foreign_key_check") as { table: string; rowid: number; parent: string }[];
  const details = rows.slice(0, SHOWN).map((row) => `${row.table} ${row.rowid} points to a missing ${row.parent}`);
  return check("references", "broken", details, {
    good: "every row has what it points to",
    bad: `${rows.length} rows point to nothing. Restore a backup.`,
  });
}

function chainHolds({ store }: OpenData): Check {
  const { events, broken } = verifyChain(store);
  return check("event chain", "broken", broken ? [`event ${broken.seq}: ${broken.why}`] : [], {
    good: `${events} events, unbroken`,
    bad: `broken after ${events} events: somebody changed the log. Compare with a backup.`,
  });
}

function countersAgree({ store }: OpenData): Check {
  return check("counters", "broken", wrongCounters(store), {
    good: "they agree with the conversations",
    bad: "some are wrong. Run: parley doctor --rebuild",
  });
}

function searchAgrees({ store }: OpenData): Check {
  const wrong = wrongSearchRows(store, SHOWN);
  return check(
    "search",
    "broken",
    wrong.map((id) => `${formatId("message", id)} is not indexed as it reads`),
    { good: "the index agrees with the messages", bad: "the index is wrong. Run: parley doctor --rebuild" },
  );
}

function credentialsOpen({ store, keys }: OpenData): Check {
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

function filesExist({ store, paths }: OpenData): Check {
  const rows = store.db
    .select({ id: media.id, hash: media.hash })
    .from(media)
    .where(isNotNull(media.hash))
    .all()
    .filter(({ hash }) => hash !== null && !existsSync(join(paths.content, hash.slice(0, 2), hash)));
  const details = rows.slice(0, SHOWN).map((row) => `${formatId("attachment", row.id)} has lost its file`);
  return check("media files", "attention", details, {
    good: "all there",
    bad: `${rows.length} are missing. Copy the directory \`content\` back from where it was.`,
  });
}

function poisonEvents({ store }: OpenData): Check {
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

function gaps({ store }: OpenData): Check {
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

function doubts({ store }: OpenData): Check {
  const rows = store.db
    .select({ id: delivery.id, conversationId: delivery.conversationId, code: delivery.code })
    .from(delivery)
    .where(eq(delivery.state, "unknown"))
    .limit(SHOWN)
    .all();
  const details = rows.map(
    (row) => `${formatId("delivery", row.id)} in ${formatId("conversation", row.conversationId)}: ${row.code ?? ""}`,
  );
  return check("deliveries in doubt", "attention", details, {
    good: "none",
    bad: "nobody knows whether these arrived; settle them in the inbox:",
  });
}
