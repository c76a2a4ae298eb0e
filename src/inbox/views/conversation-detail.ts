/** One conversation with everything that the desk needs to answer it. */
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Answerability, PlaceCapabilities } from "../../../connectors/connector.ts";
import type { PlatformLookup } from "../../delivery/platforms.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { SlaTarget } from "../../domain/status.ts";
import type { Store } from "../../store/db.ts";
import { isErased } from "../../store/erased.ts";
import { type account, delivery, type episode } from "../../store/schema.ts";
import { missedTargets } from "../time/tell-deadlines.ts";
import { type ConversationRow, conversationRows } from "./conversation-rows.ts";
import { perStore } from "../../store/prepared.ts";

export interface ConversationDetail extends ConversationRow {
  account: typeof account.$inferSelect;
  episode: typeof episode.$inferSelect | null;
  /** Targets of the episode that were missed. */
  missed: SlaTarget[];
  answerability: Answerability;
  capabilities: PlaceCapabilities;
}

/** Throws ProblemError `not-found`. */
export function conversationDetail(store: Store, platforms: PlatformLookup, id: number): ConversationDetail {
  const row = conversationRows(store, [id])[0];
  const account = row && store.q.accountById.get({ id: row.conversation.accountId });
  if (!row || !account) throw new ProblemError("not-found", "There is no such conversation.");
  const { conversation, person, place } = row;
  return {
    ...row,
    account,
    episode: conversation.episodeId === null ? null : (store.q.episodeById.get({ id: conversation.episodeId }) ?? null),
    missed: conversation.episodeId === null ? [] : missedTargets(store, conversation.episodeId),
    answerability: answerabilityOf(store, platforms, row, account.state),
    capabilities: platforms.capabilities(conversation.platform, { id: place.remoteId, kind: place.kind }),
    person,
  };
}

/** Refusals that the next answer would meet as well: where the platform does not report that somebody shut us out, a failed answer tells it. */
const LASTING = ["blocked-by-user", "dms-closed", "dm-not-allowed", "user-deleted", "no-conversation", "not-a-member"];

/** Whether an answer can go there now. An account that was removed answers nothing; a person who refused the last answer and has not written since may refuse the next. */
export function answerabilityOf(
  store: Store,
  platforms: PlatformLookup,
  { conversation, person, place }: Omit<ConversationRow, "labels">,
  accountState: string,
): Answerability {
  if (accountState === "removed")
    return { state: "closed", until: null, reason: "account-removed", url: place.url, toPrivateUrl: null };
  if (isErased(person)) return { state: "closed", until: null, reason: "person-erased", url: null, toPrivateUrl: null };
  const told = platforms.answerability(
    conversation.accountId,
    {
      place: { id: place.remoteId, kind: place.kind, title: place.title, url: place.url },
      closed: place.closed,
      lastInboundAt: conversation.lastInboundAt,
      personState: person.state,
    },
    store.clock.now(),
  );
  const refusal = told.state === "open" ? lastingRefusal(store, conversation) : null;
  return refusal === null ? told : { ...told, state: "unknown", reason: refusal };
}

const queriesOf = perStore((db) => ({
  lastAnswer: db
    .select({ state: delivery.state, code: delivery.code, settledAt: delivery.settledAt })
    .from(delivery)
    .where(
      and(
        eq(delivery.conversationId, sql.placeholder("conversationId")),
        inArray(delivery.kind, ["reply", "message"]),
        // The later parts of a long answer fail for the first.
        sql`${delivery.state} <> 'cancelled'`,
      ),
    )
    .orderBy(desc(delivery.id))
    .limit(1)
    .prepare(),
}));

function lastingRefusal(store: Store, { id, lastInboundAt }: ConversationRow["conversation"]): string | null {
  const last = queriesOf(store).lastAnswer.get({ conversationId: id });
  if (last?.state !== "failed" || last.code === null || !LASTING.includes(last.code)) return null;
  return (last.settledAt ?? 0) >= (lastInboundAt ?? 0) ? last.code : null;
}
