/** What somebody is told of: the list, what is read, and their switches. */
import { and, desc, eq, gt, lte, sql } from "drizzle-orm";
import { z } from "zod";
import { agentIdOf } from "../../domain/actor.ts";
import { DEFAULT_NOTICES, type NoticeKind, type NoticeSettings, SWITCH_OF } from "../../domain/notices.ts";
import { demand } from "../../domain/permissions.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Context } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { agent, agentWork, conversation, identity, notice } from "../../store/schema.ts";
import { teamOf } from "./team.ts";

/** What is older goes. */
const KEPT = 200;
const p = sql.placeholder;

const queriesOf = perStore((db) => ({
  list: db
    .select({ notice, person: identity.name, platform: conversation.platform, kind: conversation.kind })
    .from(notice)
    .innerJoin(conversation, eq(conversation.id, notice.conversationId))
    .innerJoin(identity, eq(identity.id, conversation.personId))
    .where(eq(notice.agentId, p("agentId")))
    .orderBy(desc(notice.seq))
    .limit(p("limit"))
    .prepare(),
  unread: db
    .select({ n: sql<number>`count(*)` })
    .from(notice)
    .where(and(eq(notice.agentId, p("agentId")), gt(notice.unread, 0)))
    .prepare(),
  person: db
    .select({ left: agent.deactivatedAt, notices: agentWork.notices })
    .from(agent)
    .leftJoin(agentWork, eq(agentWork.agentId, agent.id))
    .where(eq(agent.id, p("agentId")))
    .prepare(),
  keep: db
    .insert(notice)
    .values({
      agentId: p("agentId"),
      conversationId: p("conversationId"),
      kind: p("kind"),
      seq: p("seq"),
      at: p("at"),
      actor: p("actor"),
      messageId: p("messageId"),
      unread: 1,
    })
    .onConflictDoUpdate({
      target: [notice.agentId, notice.conversationId, notice.kind],
      set: {
        seq: sql`excluded.seq`,
        at: sql`excluded.at`,
        actor: sql`excluded.actor`,
        messageId: sql`excluded.message_id`,
        unread: sql`${notice.unread} + 1`,
      },
      setWhere: sql`excluded.seq > ${notice.seq}`,
    })
    .prepare(),
  prune: db
    .delete(notice)
    .where(
      and(
        eq(notice.agentId, p("agentId")),
        sql`${notice.seq} <= (select seq from notice where agent_id = ${p("agentId")} order by seq desc limit 1 offset ${sql.raw(String(KEPT))})`,
      ),
    )
    .prepare(),
}));

export type NoticeRow = ReturnType<ReturnType<typeof queriesOf>["list"]["all"]>[number];

/** Newest first, with how many are unread in all. */
export function listNotices(store: Store, agentId: number, limit: number): { items: NoticeRow[]; unread: number } {
  const { list, unread } = queriesOf(store);
  return { items: list.all({ agentId, limit }), unread: unread.get({ agentId })?.n ?? 0 };
}

/** All that they had been told of up to an event are read. */
export function markNoticesRead(ctx: Context, upTo: number): void {
  demand(ctx, "conversation.read");
  const agentId = agentIdOf(ctx.actor);
  if (agentId === null) return;
  const theirs = and(eq(notice.agentId, agentId), gt(notice.unread, 0), lte(notice.seq, upTo));
  ctx.store.transaction(() => ctx.store.db.update(notice).set({ unread: 0 }).where(theirs).run());
  teamOf(ctx.store).noticesChanged([agentId]);
}

// What an earlier version kept may lack switches: each has its default.
const Kept = z.record(z.string(), z.boolean());

export function noticeSettings(store: Store, agentId: number): NoticeSettings {
  const kept = Kept.safeParse(queriesOf(store).person.get({ agentId })?.notices ?? {});
  return { ...DEFAULT_NOTICES, ...(kept.success ? kept.data : {}) };
}

export function setNoticeSettings(ctx: Context, settings: NoticeSettings): void {
  demand(ctx, "conversation.read");
  const agentId = agentIdOf(ctx.actor);
  if (agentId === null) return;
  ctx.store.transaction(() =>
    ctx.store.db
      .insert(agentWork)
      .values({ agentId, notices: settings })
      .onConflictDoUpdate({ target: agentWork.agentId, set: { notices: settings } })
      .run(),
  );
  teamOf(ctx.store).noticesChanged([agentId]);
}

export interface Told {
  agentId: number;
  conversationId: number;
  kind: NoticeKind;
  seq: number;
  at: EpochMs;
  actor: string;
  messageId: number | null;
}

/** Keeps what somebody is told, unless they have left or switched it off; the same event told again changes nothing. Call inside a transaction. */
export function keepNotice(store: Store, told: Told): boolean {
  const person = queriesOf(store).person.get({ agentId: told.agentId });
  if (!person || person.left !== null) return false;
  if (!noticeSettings(store, told.agentId)[SWITCH_OF[told.kind]]) return false;
  queriesOf(store).keep.run({ ...told });
  return true;
}

/** Only the newest stay. Call inside a transaction. */
export function pruneNotices(store: Store, agentId: number): void {
  queriesOf(store).prune.run({ agentId });
}
