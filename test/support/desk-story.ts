/** Days at a desk, made up at random: all that may change what reports count. */
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { enqueueReply } from "../../src/delivery/enqueue.ts";
import { partsOf, release, releaseDue } from "../../src/delivery/schedule.ts";
import { settleOther, settleSent } from "../../src/delivery/settle.ts";
import type { Actor } from "../../src/domain/actor.ts";
import { ProblemError } from "../../src/domain/problem.ts";
import { MINUTE_MS } from "../../src/domain/time.ts";
import { setBlocked } from "../../src/inbox/block.ts";
import { changeMany } from "../../src/inbox/bulk/change.ts";
import { undoChange } from "../../src/inbox/bulk/undo.ts";
import { eraseSlice } from "../../src/inbox/erase/conversation.ts";
import { ingest } from "../../src/inbox/ingest/ingest.ts";
import { runDeadlines } from "../../src/inbox/jobs/deadlines.ts";
import { listLabels, mergeLabel } from "../../src/inbox/labels/labels.ts";
import { moveEnded } from "../../src/inbox/labels/move-ended.ts";
import { markRead } from "../../src/inbox/mark-read.ts";
import { mergeContacts } from "../../src/inbox/merge-contacts.ts";
import { addNote } from "../../src/inbox/note.ts";
import { setLabels } from "../../src/inbox/set-labels.ts";
import { setPriority } from "../../src/inbox/set-priority.ts";
import { setStatus } from "../../src/inbox/set-status.ts";
import { setBrandTargets } from "../../src/inbox/time/settings.ts";
import { setTopic } from "../../src/inbox/topics/set-topic.ts";
import { addTopic } from "../../src/inbox/topics/topics.ts";
import { type Context, record } from "../../src/store/context.ts";
import { type Conversation, findConversation } from "../../src/store/conversation-state.ts";
import { createStore, type Store } from "../../src/store/db.ts";
import { wrongReports } from "../../src/store/reports/check.ts";
import { countNext } from "../../src/store/reports/count.ts";
import { bulkChange, delivery, episode, message } from "../../src/store/schema.ts";
import type { Desk } from "./desk.ts";
import { sameForAll } from "./targets.ts";

const PLACE = {
  textLimit: 280,
  captionLimit: 100,
  measure: (text: string) => text.length,
  media: { maxCount: 4, maxBytes: 1, mimes: [] },
  reactions: null,
};

interface Scene {
  desk: Desk;
  store: Store;
  ctx: Context;
  n: number;
  /** One that is there, and a delivery that waits. */
  conversation: Conversation | null;
  due: typeof delivery.$inferSelect | undefined;
}
type Act = (scene: Scene) => unknown;

const written =
  (more: Partial<Parameters<Desk["write"]>[0]>): Act =>
  ({ desk, n }) =>
    desk.write({ person: `p${n % 4}`, platform: n % 2 === 0 ? "x" : "telegram", ...more });
const SQUARE = { kind: "public", placeId: "square" } as const;

const withOne =
  (act: (scene: Scene & { conversation: Conversation }) => unknown): Act =>
  (scene) =>
    scene.conversation === null ? undefined : act({ ...scene, conversation: scene.conversation });
const withDue =
  (act: (scene: Scene & { due: NonNullable<Scene["due"]> }) => unknown): Act =>
  (scene) =>
    scene.due === undefined ? undefined : act({ ...scene, due: scene.due });

const become = (status: Parameters<typeof setStatus>[2]) =>
  withOne(({ ctx, conversation }) => setStatus(ctx, conversation.id, status));
const settled = (state: "failed" | "unknown" | "cancelled") =>
  withDue(({ ctx, desk, due }) =>
    settleOther(ctx, desk.clock.now(), due, { state, code: "no", detail: null, nextAt: null }),
  );
const answered = (afterMs: number | null) =>
  withOne(({ ctx, desk, conversation }) => {
    if (conversation.kind !== "direct") return;
    enqueueReply(ctx, {
      conversation,
      text: `answer ${desk.clock.now()}`,
      uploads: [],
      inReplyTo: null,
      place: { ...PLACE, operations: ["reply", "message"] },
      ...(afterMs === null ? {} : { leaves: { kind: "scheduled", at: desk.clock.now() + afterMs } }),
    });
  });

function personOf({ store }: Scene, conversation: Conversation | null): string {
  const row = conversation && store.q.identityById.get({ id: conversation.personId });
  return row?.remoteId ?? "p0";
}

/** `n` chooses whom and what it happens to. */
const ACTS = {
  writes: written({}),
  writesInPublic: written(SQUARE),
  writesAside: written({ ...SQUARE, direction: "ambient" }),
  nativeAnswer: written({ direction: "outbound" }),
  nativeAnswerInPublic: written({ ...SQUARE, direction: "outbound" }),
  reply: answered(null),
  schedule: answered(30 * MINUTE_MS),
  releaseDue: ({ ctx, desk, n }) =>
    ctx.store.transaction((now) => releaseDue(ctx, n % 2 === 0 ? desk.accounts.x : desk.accounts.telegram, now)),
  releaseNow: withDue(({ ctx, due }) =>
    ctx.store.transaction((now) => due.state === "scheduled" && release(ctx, now, partsOf(ctx.store, due))),
  ),
  sent: withDue(({ ctx, desk, due, n }) =>
    settleSent(ctx, desk.clock.now(), due, {
      id: n % 5 === 4 ? null : `sent-${due.id}`,
      url: null,
      sentAt: desk.clock.now() - n * MINUTE_MS,
    }),
  ),
  // Its echo comes first, is counted or not, and is folded into ours, which may stand elsewhere.
  sentAsEcho: withDue((scene) => {
    const { ctx, desk, due, n, store } = scene;
    const id = `echo-${due.id}`;
    const owner = n % 4 === 3 ? scene.conversation : findConversation(store, due.conversationId ?? 0);
    desk.write({
      person: personOf(scene, owner),
      platform: findConversation(store, due.conversationId ?? 0)?.platform === "telegram" ? "telegram" : "x",
      direction: "outbound",
      id,
    });
    if (n % 2 === 0) countNext(store);
    settleSent(ctx, desk.clock.now(), due, { id, url: null, sentAt: desk.clock.now() });
  }),
  // In doubt, and then its echo tells.
  foundByEcho: withDue((scene) => {
    const { desk, due, store } = scene;
    ACTS.unknown(scene);
    const owner = findConversation(store, due.conversationId ?? 0);
    const text = store.q.messageById.get({ id: due.messageId })?.text ?? "";
    const platform = owner?.platform === "telegram" ? "telegram" : "x";
    desk.write({ person: personOf(scene, owner), platform, direction: "outbound", text });
  }),
  failed: settled("failed"),
  unknown: settled("unknown"),
  cancelled: settled("cancelled"),
  close: become("closed"),
  open: become("open"),
  pending: become("pending"),
  snooze: become("snoozed"),
  spam: become("spam"),
  read: withOne(({ ctx, conversation }) => markRead(ctx, conversation.id)),
  label: withOne(({ ctx, conversation, n }) =>
    setLabels(ctx, conversation.id, n % 3 === 0 ? [] : [`label ${n % 3}`, `label ${n % 5}`]),
  ),
  mergeLabels: ({ ctx, store, n }) => {
    const rows = listLabels(store);
    const [from, into] = [rows[n % Math.max(1, rows.length)], rows[(n * 7 + 1) % Math.max(1, rows.length)]];
    if (from && into && from !== into) mergeLabel(ctx, from.id, into.id);
  },
  moveLabels: ({ store }) => moveEnded(store),
  note: withOne(({ ctx, conversation }) => addNote(ctx, conversation.id, "seen")),
  score: withOne(({ ctx, conversation, n, store }) =>
    store.transaction((now) => {
      if (conversation.episodeId === null) return;
      store.db
        .update(episode)
        .set({ satisfaction: 1 + (n % 5), satisfactionAt: now })
        .where(eq(episode.id, conversation.episodeId))
        .run();
      const { accountId, id: conversationId, episodeId } = conversation;
      record(ctx, now, { type: "satisfaction.given", accountId, conversationId, data: { episodeId } });
    }),
  ),
  topic: withOne(({ ctx, conversation, n }) => {
    const topicId = n % 3 === 0 ? null : addTopic(ctx, { name: `t${ctx.store.clock.now()}`, parentId: null }).id;
    if (conversation.episodeId !== null) setTopic(ctx, conversation.id, topicId);
  }),
  priority: withOne(({ ctx, conversation, n }) => setPriority(ctx, conversation.id, n % 2 === 0 ? "urgent" : "normal")),
  targets: async ({ ctx, n, store }) => {
    const set = { firstResponse: n * 5, nextResponse: n * 10, resolution: n * 50 };
    setBrandTargets(ctx, sameForAll(n % 3 === 0 ? {} : set));
    if (n > 3) await runDeadlines(store, new AbortController().signal);
  },
  changeMany: ({ ctx, n, store }) => {
    const ids = idsOf(store, "conversation").filter((id) => (id + n) % 3 > 0);
    if (ids.length > 0)
      changeMany(
        ctx,
        ids,
        n % 3 === 0 ? { status: "closed" } : n % 3 === 1 ? { status: "spam" } : { addLabels: ["many"], status: "open" },
      );
  },
  undo: ({ ctx, store }) => {
    const last = store.db
      .select()
      .from(bulkChange)
      .where(sql`${bulkChange.undoneAt} is null and ${bulkChange.createdAt} >= ${store.clock.now() - 60 * MINUTE_MS}`)
      .orderBy(sql`id desc`)
      .get();
    if (last) undoChange(ctx, last.id);
  },
  edited: (scene) => change(scene, "message.edited"),
  deleted: (scene) => change(scene, "message.deleted"),
  addressesUs: (scene) => change(scene, "addresses"),
  block: withOne(({ ctx, conversation, n }) => setBlocked(ctx, conversation.personId, n % 2 === 0)),
  mergePeople: withOne(({ ctx, conversation, store }) => {
    const people = idsOf(store, "contact");
    const other = people.at(-1);
    const own = store.q.identityById.get({ id: conversation.personId })?.contactId;
    if (own !== undefined && other !== undefined && own !== other) mergeContacts(ctx, own, other);
  }),
  erase: withOne(({ ctx, conversation, n }) =>
    n < 3 ? ctx.store.transaction((now) => eraseSlice(ctx, now, conversation.id, null)) : undefined,
  ),
  later: ({ desk, n }) => desk.clock.advance(n * 47 * MINUTE_MS),
  count: ({ n, store }) => {
    if (n < 6) countNext(store);
    else while (countNext(store));
    const wrong = n < 6 ? [] : wrongReports(store);
    if (wrong === null || wrong.length > 0) throw new Error(`counts differ: ${wrong?.join(" ")}`);
  },
} satisfies Record<string, Act>;

function idsOf(store: Store, table: "conversation" | "message" | "contact"): number[] {
  return store.db.all<{ id: number }>(sql`select id from ${sql.raw(table)} order by id`).map((row) => row.id);
}

/** Somebody changes what was said: words, a deletion, or that it is meant for us. */
function change({ desk, n, store }: Scene, kind: "message.edited" | "message.deleted" | "addresses"): void {
  const rows = store.db
    .select()
    .from(message)
    .all()
    .filter((row) => row.remoteId !== null);
  const row = rows[(n * 13) % Math.max(1, rows.length)];
  if (!row || row.remoteId === null) return;
  const at = desk.clock.now();
  const { accountId, remoteId } = row;
  if (kind === "message.deleted") {
    ingest(store, [{ accountId, events: [{ type: kind, messageId: remoteId, at }] }]);
    return;
  }
  const place = store.db.all<{ id: string; kind: "direct" | "public" }>(
    sql`select remote_id as id, kind from place where id = ${row.placeId}`,
  )[0];
  const author = row.authorId === null ? undefined : store.q.identityById.get({ id: row.authorId });
  const person = row.personId === null ? undefined : store.q.identityById.get({ id: row.personId });
  if (!place || !author) return;
  const by = (one: typeof author) => ({
    id: one.remoteId,
    name: one.name,
    handle: one.handle,
    avatarUrl: null,
    url: null,
    isUs: one.isUs,
  });
  const direction = row.direction === "note" ? "outbound" : row.direction;
  ingest(store, [
    {
      accountId,
      events: [
        {
          type: "message.edited",
          message: {
            id: remoteId,
            place: { ...place, title: null, url: null },
            author: by(author),
            person: person ? by(person) : null,
            direction: kind === "addresses" && direction === "ambient" ? "inbound" : direction,
            origin: direction === "outbound" ? "native" : "platform",
            text: kind === "addresses" ? row.text : `${row.text} and more`,
            spans: [],
            media: [],
            groupKey: null,
            inReplyTo: null,
            url: null,
            sentAt: row.sentAt,
            editedAt: kind === "addresses" ? null : at,
            version: row.version + (kind === "addresses" ? 0 : 1),
            key: null,
          },
        },
      ],
    },
  ]);
}

type Kind = keyof typeof ACTS | "restart";
type Action = [kind: Kind, n: number];

const ALWAYS = ["writes", "nativeAnswer", "close", "count"] as const;
const KINDS = Object.keys(ACTS).filter((kind): kind is keyof typeof ACTS => kind in ACTS);

/** Few kinds in each story, so that those meet each other often. */
export const stories: fc.Arbitrary<Action[]> = fc
  .subarray<Kind>(["restart", ...KINDS], { minLength: 3, maxLength: 10 })
  .chain((some) =>
    fc.array(fc.tuple(fc.constantFrom<Kind>(...ALWAYS, ...some), fc.nat({ max: 11 })), {
      minLength: 10,
      maxLength: 100,
      size: "max",
    }),
  );

const LIN: Actor = { kind: "agent", id: 1, role: "admin" };

/** Plays the actions; gives the store as the last restart left it. */
export async function play(desk: Desk, actions: readonly Action[]): Promise<Store> {
  const { clock } = desk;
  let { store } = desk;
  for (const [kind, n] of actions) {
    if (kind === "restart") {
      store = createStore({ db: store.db, clock });
      continue;
    }
    const ids = idsOf(store, "conversation");
    const waiting = store.db
      .select()
      .from(delivery)
      .where(sql`${delivery.state} in ('queued', 'scheduled', 'unknown') and ${delivery.kind} in ('reply', 'message')`)
      .all();
    try {
      await ACTS[kind]({
        desk,
        store,
        ctx: { store, actor: LIN },
        n,
        conversation: findConversation(store, ids[n % Math.max(1, ids.length)] ?? 0),
        due: waiting[n % Math.max(1, waiting.length)],
      });
    } catch (error) {
      // Refused, such as an answer to somebody who was erased.
      if (!(error instanceof ProblemError)) throw error;
    }
  }
  return store;
}
