/** Actions in words: one short phrase each. */
import { useQuery } from "@tanstack/react-query";
import { type Action, answersQuery } from "../../answers/calls.ts";
import { agentsQuery, labelsQuery } from "../../client/queries.ts";
import { usePlaybookWords } from "./words.ts";

/** A function from actions to their words, with the names that things have now. */
export function useActionWords(): (actions: readonly Action[]) => string {
  const words = usePlaybookWords().actions;
  const answers = useQuery(answersQuery).data?.items ?? [];
  const labels = useQuery(labelsQuery).data?.items ?? [];
  const agents = useQuery(agentsQuery).data?.items ?? [];
  const nameIn = (items: readonly { id: string; name: string }[], id: string) =>
    items.find((one) => one.id === id)?.name ?? words.gone;
  const names = (ids: readonly string[]) => ids.map((id) => nameIn(labels, id)).join(", ");
  const say = (action: Action): string[] => {
    switch (action.do) {
      case "answer":
        return [words.said.answer(nameIn(answers, action.answerId), action.send)];
      case "labels":
        return [
          ...(action.add.length > 0 ? [words.said.add(names(action.add))] : []),
          ...(action.remove.length > 0 ? [words.said.remove(names(action.remove))] : []),
        ];
      case "assign":
        return [
          words.said.assign(
            action.to === "me" || action.to === "nobody" ? words[action.to] : nameIn(agents, action.to),
          ),
        ];
      case "status":
        return [words.status[action.to]];
      case "snooze":
        return [words.said.snooze(action.minutes)];
      case "priority":
        return [words.said.priority(words.priority[action.to])];
      case "note":
        return [words.said.note];
    }
  };
  return (actions) => actions.flatMap(say).join(" → ");
}
