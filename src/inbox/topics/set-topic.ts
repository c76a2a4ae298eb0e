/** Says what the current piece of work on a conversation is about. */
import { eq } from "drizzle-orm";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import { type Context, record } from "../../store/context.ts";
import { episode } from "../../store/schema.ts";
import { requireConversation } from "../require-conversation.ts";
import { findTopic } from "./topics.ts";

/** Null takes it away. Throws ProblemError `not-found`, or `invalid` for a topic that is archived or where nothing was ever worked on. */
export function setTopic(ctx: Context, conversationId: number, topicId: number | null): void {
  demand(ctx, "conversation.manage");
  ctx.store.transaction((now) => {
    const { accountId, episodeId } = requireConversation(ctx, conversationId);
    const current = episodeId === null ? undefined : ctx.store.q.episodeById.get({ id: episodeId });
    if (!current)
      throw new ProblemError("invalid", "This is imported history: only work that was open here has a topic.", {
        field: "topicId",
      });
    if (current.topicId === topicId) return;
    if (topicId !== null && findTopic(ctx.store, topicId).archivedAt !== null)
      throw new ProblemError("invalid", "This topic is archived. Take another one, or ask a lead to bring it back.", {
        field: "topicId",
      });
    ctx.store.db.update(episode).set({ topicId }).where(eq(episode.id, current.id)).run();
    record(ctx, now, {
      type: "conversation.topic",
      accountId,
      conversationId,
      data: { episodeId: current.id, from: current.topicId, to: topicId },
    });
  });
}
