/** Whether a list of actions can be kept: all that it names is there, and in a rule nothing needs a person. */
import { eq } from "drizzle-orm";
import type { Action } from "../../domain/actions.ts";
import { parseId } from "../../domain/ids.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { Store } from "../../store/db.ts";
import { agent } from "../../store/schema.ts";
import { isPersonal, listAnswers } from "../answers/answers.ts";
import { listLabels } from "../labels/labels.ts";

/** Throws ProblemError `invalid` naming `actions.N`. */
export function checkActions(store: Store, actions: Action[], by: "macro" | "rule"): void {
  actions.forEach((action, index) => {
    const why = whyNot(store, action, by);
    if (why !== null)
      throw new ProblemError("invalid", why.words, { field: `actions.${index}`, extra: { reason: why.reason } });
  });
}

interface Why {
  reason: string;
  words: string;
}

function whyNot(store: Store, action: Action, by: "macro" | "rule"): Why | null {
  switch (action.do) {
    case "answer": {
      const row = listAnswers(store).find(({ id }) => id === parseId("answer", action.answerId));
      if (!row) return { reason: "no-answer", words: "There is no such canned answer; choose another." };
      if (by === "macro") return null;
      if (!action.send) return { reason: "insert-in-rule", words: "A rule has no reply box: it can only send." };
      return isPersonal(row.texts)
        ? { reason: "personal", words: "Automatic texts hold no name, handle or agent: choose another answer." }
        : null;
    }
    case "labels": {
      if (action.add.length + action.remove.length === 0)
        return { reason: "no-label", words: "Choose at least one label." };
      const known = new Set(listLabels(store).map(({ id }) => id));
      const all = [...action.add, ...action.remove].every((id) => known.has(parseId("label", id) ?? 0));
      return all ? null : { reason: "no-label", words: "A label is gone; choose another." };
    }
    case "assign":
      return whyNotAssign(store, action.to, by);
    case "status":
    case "snooze":
    case "priority":
    case "note":
      return null;
  }
}

function whyNotAssign(store: Store, to: string, by: "macro" | "rule"): Why | null {
  if (to === "nobody") return null;
  if (to === "me")
    return by === "macro" ? null : { reason: "me-in-rule", words: "A rule is nobody: name a colleague." };
  const row = store.db
    .select()
    .from(agent)
    .where(eq(agent.id, parseId("agent", to) ?? 0))
    .get();
  return row && row.deactivatedAt === null
    ? null
    : { reason: "no-agent", words: "This colleague is not of the team any more." };
}
