/** Notes who has just pasted a secret in private, in the transaction that masked it. */
import { sql } from "drizzle-orm";
import { isSecretKind, type SecretKind } from "../../domain/secret.ts";
import { DAY_MS, HOUR_MS } from "../../domain/time.ts";
import { safetyText } from "../../store/schema.ts";
import type { MaskedSnapshot } from "./mask-event.ts";
import type { Run } from "./run.ts";

/** What was written earlier is no news to anybody. Shorter than the time between two texts: no message brings a second one. */
const LIVE_MS = HOUR_MS;
const ONCE_IN_MS = 30 * DAY_MS;

/** Call after the message is stored. Edits and repeats count as the message itself, and whoever is owed or was told already gets no second text. */
export function owesSafetyText(run: Run, snapshot: MaskedSnapshot): void {
  const { account, now } = run;
  if (!account.safetyText || snapshot.place.kind !== "direct" || snapshot.origin !== "platform") return;
  const kind = warnedKind(snapshot);
  if (kind === undefined || snapshot.sentAt < now - LIVE_MS) return;
  const row = run.ctx.store.q.messageByRemote.get({ accountId: account.id, remoteId: snapshot.id });
  if (!row || row.conversationId === null || row.direction !== "inbound" || row.deletedAt !== null) return;
  run.ctx.store.db
    .insert(safetyText)
    .values({ conversationId: row.conversationId, kind, dueAt: now })
    .onConflictDoUpdate({
      target: safetyText.conversationId,
      set: { kind, dueAt: now },
      setWhere: sql`${safetyText.writtenAt} is null or ${safetyText.writtenAt} < ${now - ONCE_IN_MS}`,
    })
    .run();
}

function warnedKind({ spans }: MaskedSnapshot): SecretKind | undefined {
  return spans
    .map(({ kind, value = "" }) => (kind === "masked" && isSecretKind(value) ? value : undefined))
    .find((kind) => kind !== undefined && kind !== "undecided");
}
