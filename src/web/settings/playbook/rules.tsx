/** Automation rules: in their order, each as a sentence, on or off, with what it did last. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowUp } from "lucide-react";
import { useState } from "react";
import { shortTime } from "../../i18n/dates.ts";
import { useT } from "../../i18n/language.tsx";
import { Icon } from "../../ui/icon.tsx";
import { dateOfMinute, useMinute } from "../../ui/minute.ts";
import { useFailure } from "../../ui/toast.tsx";
import { Item, Items } from "../kit/items.tsx";
import { LoadFailed, Page } from "../kit/page.tsx";
import { inWords } from "./faults.ts";
import { type Rule, rules, rulesQuery } from "./rule-calls.ts";
import { RuleEditor } from "./rule-editor.tsx";
import { RuleRuns } from "./rule-runs.tsx";
import { useRuleWords } from "./rule-said.ts";
import { useRulesWords } from "./rules-words.ts";
import { usePlaybookWords } from "./words.ts";
import "../../styles/playbook.css";

type Open = { kind: "edit"; rule: Rule | null } | { kind: "runs"; rule: Rule } | null;

export function RulesScreen() {
  const words = useRulesWords();
  const all = usePlaybookWords();
  const { language } = useT();
  const now = dateOfMinute(useMinute());
  const say = useRuleWords();
  const client = useQueryClient();
  const failed = useFailure();
  const { data, error, refetch } = useQuery(rulesQuery);
  const [open, setOpen] = useState<Open>(null);
  const items = data?.items ?? [];
  const refresh = () => client.invalidateQueries({ queryKey: rulesQuery.queryKey });
  const run = async (work: () => Promise<unknown>) => {
    try {
      await inWords(all, work);
    } catch (fault) {
      failed(fault);
    }
    await refresh();
  };
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <button type="button" className="btn solid" onClick={() => setOpen({ kind: "edit", rule: null })}>
          {words.add}
        </button>
      }
    >
      {error === null ? null : <LoadFailed error={error} onRetry={() => void refetch()} />}
      {data === undefined ? null : (
        <Items label={words.title} items={items} keyOf={(one) => one.id} empty={words.empty}>
          {(rule) => (
            <Item
              title={
                <>
                  {rule.name}
                  <span className="tag" data-state={rule.state}>
                    {words.state[rule.state]}
                  </span>
                </>
              }
              detail={
                <>
                  {say(rule)}
                  <br />
                  {words.ran(rule.runs)}
                  {rule.lastRunAt === null ? "" : ` · ${words.lastRan(shortTime(language, rule.lastRunAt, now))}`}
                </>
              }
              actions={
                <>
                  {rule === items[0] ? null : (
                    <button
                      type="button"
                      className="btn quiet sq"
                      aria-label={words.up(rule.name)}
                      onClick={() => void run(() => rules.move(rule.id, items.indexOf(rule)))}
                    >
                      <Icon of={ArrowUp} small />
                    </button>
                  )}
                  <button
                    type="button"
                    className="btn"
                    onClick={() => void run(() => rules.turn(rule.id, rule.state !== "on"))}
                  >
                    {rule.state === "on" ? words.turnOff : words.turnOn}
                  </button>
                  <button type="button" className="btn" onClick={() => setOpen({ kind: "runs", rule })}>
                    {words.runs}
                  </button>
                </>
              }
              onEdit={() => setOpen({ kind: "edit", rule })}
              removal={{
                title: words.removeTitle(rule.name),
                hint: words.removeHint,
                run: async () => {
                  await rules.remove(rule.id);
                  await refresh();
                },
              }}
            />
          )}
        </Items>
      )}
      {open?.kind === "edit" ? <RuleEditor rule={open.rule} onSaved={refresh} onClose={() => setOpen(null)} /> : null}
      {open?.kind === "runs" ? <RuleRuns rule={open.rule} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
}
