/** Follows the event log for the team: who is to be told of what, and what is to be given out. Never part of taking messages in. */
import { inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { parseId } from "../../domain/ids.ts";
import { findConversation } from "../../store/conversation-state.ts";
import type { Store } from "../../store/db.ts";
import type { EventType } from "../../store/events.ts";
import { perStore } from "../../store/prepared.ts";
import { conversation, event, message, meta } from "../../store/schema.ts";
import { giveBack, handOut, offer, offerAgain } from "./hand-out.ts";
import { keepNotice, pruneNotices, type Told } from "./notices.ts";
import { teamOf } from "./team.ts";

const KEY = "team-followed";
/** Numbers looked at in one step, and steps in one go: together some ten milliseconds where little concerns anybody. */
const STEP = 250;
const STEPS_AT_ONCE = 8;
/** What concerns somebody is written, and takes longer. */
const WORK_AT_ONCE = 250;
/** Where nothing concerned anybody, the place is written down that rarely: each time is a commit. */
const WRITE_EVERY = 1_000;

const FOLLOWED: EventType[] = [
  "conversation.assigned",
  "conversation.created",
  "conversation.status",
  "delivery.approved",
  "delivery.rejected",
  "message.created",
  "note.created",
  "note.edited",
  "sla.missed",
  "sla.warned",
];

const p = sql.placeholder;
const queriesOf = perStore((db) => ({
  next: db
    .select({
      seq: event.seq,
      at: event.at,
      type: event.type,
      actor: event.actor,
      data: event.data,
      conversationId: event.conversationId,
      messageId: event.messageId,
      assigneeId: conversation.assigneeId,
      status: conversation.status,
      direction: message.direction,
      origin: message.origin,
      authorId: message.agentId,
    })
    .from(event)
    .innerJoin(conversation, sql`${conversation.id} = ${event.conversationId}`)
    .leftJoin(message, sql`${message.id} = ${event.messageId}`)
    .where(sql`${event.seq} > ${p("after")} and ${event.seq} <= ${p("upTo")} and ${inArray(event.type, FOLLOWED)}`)
    .orderBy(event.seq)
    .prepare(),
}));

type Row = ReturnType<ReturnType<typeof queriesOf>["next"]["all"]>[number];

interface Place {
  /** Everything up to it has been looked at. */
  seq: number;
  written: number;
}
const places = new WeakMap<Store, Place>();

const newest = (store: Store) => store.q.lastEvent.get()?.seq ?? 0;

function placeOf(store: Store): Place {
  const known = places.get(store);
  // A log that was replaced by an older one begins anew.
  if (known && known.seq <= newest(store)) return known;
  const kept = Number(store.q.metaByKey.get({ key: KEY })?.value ?? Number.NaN);
  if (kept <= newest(store)) return remember(store, kept);
  // Nobody is told of what was before; what comes from now on is not lost where we die before there is something to write.
  const seq = newest(store);
  store.transaction(() => write(store, seq));
  return remember(store, seq);
}

function remember(store: Store, seq: number): Place {
  const place = { seq, written: seq };
  places.set(store, place);
  return place;
}

function write({ db }: Store, seq: number): void {
  const value = String(seq);
  db.insert(meta).values({ key: KEY, value }).onConflictDoUpdate({ target: meta.key, set: { value } }).run();
}

/** Whether there is anything to look at. */
export function teamDue(store: Store): boolean {
  return teamOf(store).lookAgain || placeOf(store).seq < newest(store);
}

/** Looks at what happened since, in bounded steps; what is left is due at once. */
export function followLog(store: Store): void {
  const place = placeOf(store);
  let done = 0;
  for (let step = 0; step < STEPS_AT_ONCE && done < WORK_AT_ONCE && place.seq < newest(store); step += 1)
    done += followStep(store, place);
  const more = giveBack(store);
  teamOf(store).lookAgain = handOut(store) || more;
}

/** Gives how much of it concerned somebody. */
function followStep(store: Store, place: Place): number {
  const upTo = Math.min(newest(store), place.seq + STEP);
  const rows = queriesOf(store).next.all({ after: place.seq, upTo });
  const work = rows.flatMap((row) => workOf(row));
  if (work.length === 0 && upTo - place.written < WRITE_EVERY) {
    place.seq = upTo;
    return 0;
  }
  const told = new Set<number>();
  store.transaction((now) => {
    for (const one of work) {
      if (one.kind === "tell") {
        if (keepNotice(store, one.told)) told.add(one.told.agentId);
        continue;
      }
      const row = findConversation(store, one.conversationId);
      if (row) (one.kind === "offer" ? offer : offerAgain)(store, now, row);
    }
    for (const agentId of told) pruneNotices(store, agentId);
    write(store, upTo);
  });
  place.seq = upTo;
  place.written = upTo;
  teamOf(store).noticesChanged(told);
  return work.length;
}

type Work = { kind: "tell"; told: Told } | { kind: "offer" | "offerAgain"; conversationId: number };

// One event that is not as expected must not stop all that follow.
const Data = z
  .object({ from: z.unknown().optional(), to: z.unknown().optional(), mentions: z.string().optional() })
  .catch({});

function workOf(row: Row): Work[] {
  const { seq, at, actor, messageId, conversationId, assigneeId, status } = row;
  if (conversationId === null) return [];
  const by = (agentId: number | null, kind: Told["kind"]): Work[] =>
    agentId === null || actor === `agt_${agentId}`
      ? []
      : [{ kind: "tell", told: { agentId, conversationId, kind, seq, at, actor, messageId } }];
  const data = () => Data.parse(JSON.parse(row.data));
  switch (row.type) {
    case "message.created":
      return row.direction === "inbound" && row.origin !== "history" && status !== "spam"
        ? by(assigneeId, "answered")
        : [];
    case "note.created":
    case "note.edited":
      return (data().mentions ?? "").split(" ").flatMap((id) => by(parseId("agent", id), "mentioned"));
    case "conversation.assigned": {
      const { to } = data();
      return typeof to === "number" ? by(to, messageId === null ? "assigned" : "handedOver") : [];
    }
    case "conversation.created":
      return [{ kind: "offer", conversationId }];
    case "conversation.status": {
      const { from, to } = data();
      if (to !== "open") return [];
      return [{ kind: from === "closed" && actor === "system" ? "offerAgain" : "offer", conversationId }];
    }
    case "delivery.approved":
      return by(row.authorId, "approved");
    case "delivery.rejected":
      return by(row.authorId, "rejected");
    case "sla.warned":
      return by(assigneeId, "slaWarning");
    case "sla.missed":
      return by(assigneeId, "slaMissed");
    default:
      return [];
  }
}
