/** Writes into the log that the guard refused somebody's words: the refusal itself rolls everything back. */
import type { Context } from "hono";
import { ProblemError } from "../domain/problem.ts";
import { record } from "../store/context.ts";
import type { ApiDeps } from "./deps.ts";
import { deskOf, type Env } from "./router.ts";

/** Runs `change`; what it throws goes on. */
export function loggingRefusals<T>(
  deps: ApiDeps,
  c: Context<Env>,
  about: { conversationId?: number; messageId?: number },
  change: () => T,
): T {
  try {
    return change();
  } catch (error) {
    if (error instanceof ProblemError && error.code === "reply-refused") {
      const desk = deskOf(deps, c);
      deps.store.transaction((now) => record(desk, now, { type: "reply.refused", ...known(deps, about) }));
    }
    throw error;
  }
}

function known({ store }: ApiDeps, { conversationId, messageId }: { conversationId?: number; messageId?: number }) {
  const message = messageId === undefined ? undefined : store.q.messageById.get({ id: messageId });
  const id = conversationId ?? message?.conversationId ?? undefined;
  const conversation = id === undefined ? undefined : store.q.conversationById.get({ id });
  return {
    accountId: conversation?.accountId ?? null,
    conversationId: conversation?.id ?? null,
    messageId: message?.id ?? null,
  };
}
