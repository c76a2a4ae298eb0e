/** A rule as a sentence. */
import { useQuery } from "@tanstack/react-query";
import { accountsQuery, labelsQuery } from "../../client/queries.ts";
import { useT } from "../../i18n/language.tsx";
import type { Condition, Rule, Trigger } from "./rule-calls.ts";
import { useRulesWords } from "./rules-words.ts";
import { useActionWords } from "./said.ts";

/** A function from a rule to its sentence, with the names that things have now. */
export function useRuleWords(): (rule: Pick<Rule, "trigger" | "conditions" | "actions">) => string {
  const words = useRulesWords();
  const { t } = useT();
  const sayActions = useActionWords();
  const labels = useQuery(labelsQuery).data?.items ?? [];
  const accounts = useQuery(accountsQuery).data?.items ?? [];
  const nameIn = (items: readonly { id: string; name: string }[], id: string) =>
    items.find((one) => one.id === id)?.name ?? id;
  const { said } = words;
  const sayTrigger = (trigger: Trigger): string => {
    switch (trigger.on) {
      case "message":
      case "opened":
      case "assigned":
        return said.on[trigger.on];
      case "status":
        return said.on.status(t.status[trigger.to]);
      case "labelled":
        return said.on.labelled(nameIn(labels, trigger.labelId));
      case "unanswered":
        return said.on.unanswered(trigger.minutes);
    }
  };
  const sayCondition = (condition: Condition): string => {
    const what = words.condition[condition.if];
    const values = (list: readonly string[]) => (condition.not ? said.isNot : said.is)(what, list.join(said.or));
    switch (condition.if) {
      case "account":
        return values(condition.in.map((id) => nameIn(accounts, id)));
      case "platform":
        return values(condition.in.map((one) => t.platform[one]));
      case "visibility":
        return values([words.visibility[condition.is]]);
      case "language":
        return values(condition.in.map((one) => words.languages[one] ?? one));
      case "label":
        return values(condition.in.map((id) => nameIn(labels, id)));
      case "priority":
        return values(condition.in.map((one) => t.priorities[one]));
      case "status":
        return values(condition.in.map((one) => t.status[one]));
      case "text":
        return (condition.not ? said.hasNot : said.has)(condition.has.map((one) => `“${one}”`).join(said.or));
      case "newcomer":
      case "unassigned":
      case "openHours":
        return (condition.not ? said.holdsNot : said.holds)(what);
    }
  };
  return ({ trigger, conditions, actions }) =>
    said.whole(sayTrigger(trigger), conditions.map(sayCondition).join(said.and), sayActions(actions));
}
