/** Which deliveries a message shows, and what a waiting one waits for. */
import { eq, sql } from "drizzle-orm";
import { APPROVED, personWroteSince } from "../../delivery/schedule.ts";
import type { DeliveryState } from "../../domain/status.ts";
import type { Store } from "../../store/db.ts";
import { account, delivery } from "../../store/schema.ts";
import { idList, perStore } from "../../store/prepared.ts";

export type DeliveryShown = typeof delivery.$inferSelect;

const ids = sql`(select value from json_each(${sql.placeholder("ids")}))`;

const queriesOf = perStore((db) => ({
  accounts: db
    .select({ id: account.id, state: account.state })
    .from(account)
    .where(sql`${account.id} in ${ids}`)
    .prepare(),
  unknown: db
    .select({ conversationId: delivery.conversationId, id: sql<number>`min(${delivery.id})` })
    .from(delivery)
    .where(sql`${delivery.conversationId} in ${ids} and ${eq(delivery.state, "unknown")}`)
    .groupBy(delivery.conversationId)
    .prepare(),
  held: db
    .select({ conversationId: delivery.conversationId, id: sql<number>`min(${delivery.id})` })
    .from(delivery)
    .where(
      sql`${delivery.conversationId} in ${ids} and ${delivery.state} = 'held' and ${delivery.kind} in ('reply', 'message')`,
    )
    .groupBy(delivery.conversationId)
    .prepare(),
}));

const SETTLED = new Set<DeliveryState>(["sent", "cancelled"]);

/** The delivery that sends the message, and the changes of it that are not settled. `rows` are one message's, oldest first. */
export function shownDeliveries(rows: DeliveryShown[]): {
  sending: DeliveryShown | null;
  changes: DeliveryShown[];
} {
  const sending = rows.find((row) => row.kind === "reply" || row.kind === "message") ?? null;
  return { sending, changes: rows.filter((row) => row !== sending && !SETTLED.has(row.state)) };
}

/** Gives the code of a delivery: its own, or for one that only waits, what it waits behind. */
export function waitingCodes(store: Store, rows: DeliveryShown[]): (row: DeliveryShown) => string | null {
  const waiting = rows.filter((row) => row.state === "queued" || row.state === "scheduled");
  if (waiting.length === 0) return (row) => row.code;
  const queries = queriesOf(store);
  const paused = store.q.metaByKey.get({ key: "paused" }) !== undefined;
  const accounts = new Map(
    queries.accounts.all({ ids: idList(waiting.map((row) => row.accountId)) }).map((row) => [row.id, row.state]),
  );
  const conversations = idList(waiting.flatMap((row) => row.conversationId ?? []));
  const unknown = new Map(queries.unknown.all({ ids: conversations }).map((row) => [row.conversationId, row.id]));
  const held = new Map(queries.held.all({ ids: conversations }).map((row) => [row.conversationId, row.id]));
  const speaks = (row: DeliveryShown) => row.kind === "reply" || row.kind === "message";
  return (row) => {
    if (row.state !== "queued" && row.state !== "scheduled") return row.code;
    if (row.nextAt === null) return row.code;
    if (paused) return "inbox-paused";
    if (accounts.get(row.accountId) !== "active") return "account-paused";
    if (row.state === "queued" && (unknown.get(row.conversationId) ?? row.id) < row.id) return "behind-unknown";
    if (row.state === "scheduled") {
      // Said ahead of its hour: it will wait for a person then.
      const own = row.code === APPROVED ? null : row.code;
      return own === null && personWroteSince(store, row) ? "person-wrote" : own;
    }
    if (speaks(row) && (held.get(row.conversationId) ?? row.id) < row.id) return "behind-held";
    return row.code;
  };
}
