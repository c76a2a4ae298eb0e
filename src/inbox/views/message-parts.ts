/** What belongs to messages — authors, files, reactions, earlier texts, deliveries, quotes — fetched for a whole page at once. */
import { and, asc, eq, sql } from "drizzle-orm";
import type { Store } from "../../store/db.ts";
import type { MessageRow } from "../../store/message-content.ts";
import { agent, delivery, identity, media, message, messageEdit, reaction } from "../../store/schema.ts";
import { type DeliveryShown, shownDeliveries, waitingCodes } from "./delivery-shown.ts";
import { idList, perStore } from "../../store/prepared.ts";

export interface MessageParts {
  author: { identity: typeof identity.$inferSelect | null; agentName: string | null };
  media: (typeof media.$inferSelect)[];
  reactions: { emoji: string; count: number; byUs: boolean }[];
  edits: (typeof messageEdit.$inferSelect)[];
  /** The one that sends it. */
  delivery: DeliveryShown | null;
  /** What is not settled of what was to change it. */
  changes: DeliveryShown[];
  /** The message it answers; its parts are null where we do not have it. */
  inReplyTo: { id: number | null; authorName: string | null; text: string | null } | null;
}

const ids = sql`(select value from json_each(${sql.placeholder("ids")}))`;

const queriesOf = perStore((db) => ({
  identities: db
    .select()
    .from(identity)
    .where(sql`${identity.id} in ${ids}`)
    .prepare(),
  agents: db
    .select()
    .from(agent)
    .where(sql`${agent.id} in ${ids}`)
    .prepare(),
  media: db
    .select()
    .from(media)
    .where(sql`${media.messageId} in ${ids} and ${media.reason} is not 'replaced'`)
    .orderBy(asc(media.position))
    .prepare(),
  edits: db
    .select()
    .from(messageEdit)
    .where(sql`${messageEdit.messageId} in ${ids}`)
    .orderBy(asc(messageEdit.version))
    .prepare(),
  deliveries: db
    .select()
    .from(delivery)
    .where(sql`${delivery.messageId} in ${ids}`)
    .orderBy(asc(delivery.id))
    .prepare(),
  reactions: db
    .select({ remoteId: reaction.messageRemoteId, emoji: reaction.emoji, byUs: identity.isUs })
    .from(reaction)
    .innerJoin(identity, eq(identity.id, reaction.identityId))
    .where(
      and(
        eq(reaction.accountId, sql.placeholder("accountId")),
        sql`${reaction.messageRemoteId} in ${ids}`,
        eq(reaction.active, true),
      ),
    )
    .orderBy(asc(reaction.order))
    .prepare(),
  quoted: db
    .select({
      id: message.id,
      remoteId: message.remoteId,
      text: message.text,
      name: identity.name,
      deletedAt: message.deletedAt,
    })
    .from(message)
    .leftJoin(identity, eq(identity.id, message.authorId))
    .where(and(eq(message.accountId, sql.placeholder("accountId")), sql`${message.remoteId} in ${ids}`))
    .prepare(),
}));

/** Gives a function from each of the rows, all of one account, to its parts. */
export function messageParts(
  store: Store,
  { accountId }: { accountId: number },
  rows: MessageRow[],
): (row: MessageRow) => MessageParts {
  const queries = queriesOf(store);
  const some = (values: (number | string | null)[]) => ({ ids: idList(values.filter((value) => value !== null)) });
  const all = some(rows.map((row) => row.id));
  const remote = { accountId, ...some(rows.map((row) => row.remoteId)) };

  const identities = new Map(queries.identities.all(some(rows.map((row) => row.authorId))).map((row) => [row.id, row]));
  const agents = new Map(queries.agents.all(some(rows.map((row) => row.agentId))).map((row) => [row.id, row.name]));
  const files = Map.groupBy(queries.media.all(all), (row) => row.messageId);
  const edits = Map.groupBy(queries.edits.all(all), (row) => row.messageId);
  const deliveries = Map.groupBy(queries.deliveries.all(all), (row) => row.messageId);
  const reactions = Map.groupBy(queries.reactions.all(remote), (row) => row.remoteId);
  const quoted = new Map(
    queries.quoted.all({ accountId, ...some(rows.map((row) => row.inReplyTo)) }).map((row) => [row.remoteId, row]),
  );
  const codeOf = waitingCodes(store, [...deliveries.values()].flat());

  return (row) => {
    const { sending, changes } = shownDeliveries(deliveries.get(row.id) ?? []);
    const quote = row.inReplyTo === null ? undefined : quoted.get(row.inReplyTo);
    return {
      author: {
        identity: row.authorId === null ? null : (identities.get(row.authorId) ?? null),
        agentName: row.agentId === null ? null : (agents.get(row.agentId) ?? null),
      },
      media: files.get(row.id) ?? [],
      reactions: row.remoteId === null ? [] : countReactions(reactions.get(row.remoteId) ?? []),
      edits: edits.get(row.id) ?? [],
      delivery: sending && { ...sending, code: codeOf(sending) },
      changes: changes.map((change) => ({ ...change, code: codeOf(change) })),
      inReplyTo:
        row.inReplyTo === null
          ? null
          : {
              id: quote?.id ?? null,
              authorName: quote?.name ?? null,
              text: quote && quote.deletedAt === null ? quote.text : null,
            },
    };
  };
}

function countReactions(rows: { emoji: string; byUs: boolean }[]): MessageParts["reactions"] {
  return [...Map.groupBy(rows, (row) => row.emoji)].map(([emoji, same]) => ({
    emoji,
    count: same.length,
    byUs: same.some((row) => row.byUs),
  }));
}
