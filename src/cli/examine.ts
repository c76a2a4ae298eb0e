/** The checks of `parley doctor` where the file is at hand. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isNotNull } from "drizzle-orm";
import { formatId } from "../domain/ids.ts";
import {
  type Check,
  chainHolds,
  check,
  countersAgree,
  credentialsOpen,
  doubts,
  gaps,
  poisonEvents,
  postsHold,
  publicSearchAgrees,
  reportsAgree,
  SHOWN,
} from "../host/checks.ts";
import type { OpenData } from "../host/data.ts";
import { verifyChain } from "../store/events.ts";
import { wrongSearchRows } from "../store/projections.ts";
import { media } from "../store/schema.ts";

/** In the order of how much hangs on them. */
export function examine(data: OpenData): Check[] {
  return [
    fileIsSound(data),
    referencesHold(data),
    chainHolds(verifyChain(data.store)),
    countersAgree(data),
    searchAgrees(data),
    publicSearchAgrees(data),
    reportsAgree(data),
    credentialsOpen(data),
    filesExist(data),
    poisonEvents(data),
    gaps(data),
    doubts(data),
    postsHold(data),
  ];
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

function searchAgrees({ store }: OpenData): Check {
  const wrong = wrongSearchRows(store, SHOWN);
  return check(
    "search",
    "broken",
    wrong.map((id) => `${formatId("message", id)} is not indexed as it reads`),
    { good: "the index agrees with the messages", bad: "the index is wrong. Run: parley doctor --rebuild" },
  );
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
