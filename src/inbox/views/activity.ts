/** What happened to a conversation between its messages, newest first. */
import { sql } from "drizzle-orm";
import type { EventType } from "../../store/events.ts";
import type { Store } from "../../store/db.ts";
import { idList, perStore } from "../../store/prepared.ts";
import { agent, event, label, rule } from "../../store/schema.ts";
import { findConversation } from "../../store/conversation-state.ts";
import { ProblemError } from "../../domain/problem.ts";

/** What messages and their deliveries do is seen on them. */
const SHOWN: readonly EventType[] = [
  "conversation.assigned",
  "conversation.erased",
  "conversation.labelled",
  "conversation.priority",
  "conversation.status",
  "conversation.topic",
  "message.masked",
  "note.deleted",
  "note.edited",
  "satisfaction.given",
  "satisfaction.requested",
  "secret.revealed",
  "sla.missed",
  "sla.warned",
];

type StoredEvent = typeof event.$inferSelect;

/** Events of the conversation looked at for one page. */
const LOOKED_AT = 2_000;

export interface ActivityRow {
  event: StoredEvent;
  actorName: string | null;
  /** Names of labels that were put on or taken off, as they are called now. */
  labels: { added: string[]; removed: string[] } | null;
}

const p = sql.placeholder;
const queriesOf = perStore((db) => ({
  stretch: db
    .select()
    .from(event)
    .where(sql`${event.conversationId} = ${p("conversationId")} and ${event.seq} < ${p("before")}`)
    .orderBy(sql`${event.seq} desc`)
    .limit(LOOKED_AT)
    .prepare(),
  agents: db.select({ id: agent.id, name: agent.name }).from(agent).prepare(),
  rules: db.select({ id: rule.id, name: rule.name }).from(rule).prepare(),
  labels: db
    .select({ id: label.id, name: label.name })
    .from(label)
    .where(sql`${label.id} in (select value from json_each(${p("ids")})) and ${label.endedAt} is null`)
    .prepare(),
}));

/** `next`: pass it as `before`, null at the end; a page can be short while there is more. Throws ProblemError `not-found`. */
export function listActivity(
  store: Store,
  conversationId: number,
  { before, limit }: { before: number | null; limit: number },
): { items: ActivityRow[]; next: number | null } {
  if (findConversation(store, conversationId) === null)
    throw new ProblemError("not-found", "There is no such conversation.");
  const queries = queriesOf(store);
  const stretch = queries.stretch.all({ conversationId, before: before ?? Number.MAX_SAFE_INTEGER });
  const shown = stretch.filter((row) => (SHOWN as readonly string[]).includes(row.type));
  const items = shown.slice(0, limit);
  const last = shown.length > limit ? items.at(-1) : stretch.length === LOOKED_AT ? stretch.at(-1) : undefined;
  const names = new Map<string, string>([
    ...queries.agents.all().map((row) => [`agt_${row.id}`, row.name] as const),
    ...queries.rules.all().map((row) => [`rul_${row.id}`, row.name] as const),
  ]);
  const changed = items.map((row) => labelIds(row));
  const labels = new Map(
    queries.labels
      .all({ ids: idList(changed.flatMap((one) => (one === null ? [] : [...one.added, ...one.removed]))) })
      .map((row) => [row.id, row.name]),
  );
  const named = (ids: number[]) => ids.flatMap((id) => labels.get(id) ?? []);
  return {
    items: items.map((row, index) => {
      const ids = changed[index] ?? null;
      return {
        event: row,
        actorName: names.get(row.actor) ?? null,
        labels: ids && { added: named(ids.added), removed: named(ids.removed) },
      };
    }),
    next: last?.seq ?? null,
  };
}

function labelIds(row: StoredEvent): { added: number[]; removed: number[] } | null {
  if (row.type !== "conversation.labelled") return null;
  const data = JSON.parse(row.data) as { added?: string; removed?: string };
  const ids = (list = "") => list.split(",").filter(Boolean).map(Number);
  return { added: ids(data.added), removed: ids(data.removed) };
}
