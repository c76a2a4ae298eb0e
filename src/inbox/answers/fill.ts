/** A canned answer as it would leave to one conversation. */
import { eq } from "drizzle-orm";
import { agentIdOf } from "../../domain/actor.ts";
import { fillText, LINK_PREFIX, textFor } from "../../domain/answer-text.ts";
import type { Context } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { agent } from "../../store/schema.ts";
import type { ConversationRow } from "../views/conversation-rows.ts";
import type { AnswerRow } from "./answers.ts";
import { answerLinks } from "./links.ts";

/** In the person's language, with what is known put in; what is not known stays as a gap. */
export function fillAnswer(ctx: Context, row: AnswerRow, where: ConversationRow, language: string | null): string {
  const account = ctx.store.q.accountById.get({ id: where.conversation.accountId });
  return fillText(textFor(row.texts, language)?.text ?? "", {
    name: where.person.name,
    handle: where.person.handle,
    account: account?.name ?? null,
    agent: agentName(ctx),
    ...linkValues(ctx.store),
  });
}

/** `link.help` → its address. */
export function linkValues(store: Store): Record<string, string> {
  return Object.fromEntries(answerLinks(store).map(({ name, url }) => [`${LINK_PREFIX}${name}`, url]));
}

/** Whether it may be said there: a text for private use is not for the public. */
export function isOfferedIn(
  { accountIds, platforms, visibility }: AnswerRow,
  { accountId, platform, kind }: ConversationRow["conversation"],
): boolean {
  return (
    (accountIds.length === 0 || accountIds.includes(accountId)) &&
    (platforms.length === 0 || platforms.includes(platform)) &&
    (visibility === null || visibility === kind)
  );
}

function agentName(ctx: Context): string | null {
  const id = agentIdOf(ctx.actor);
  return id === null ? null : (ctx.store.db.select().from(agent).where(eq(agent.id, id)).get()?.name ?? null);
}
