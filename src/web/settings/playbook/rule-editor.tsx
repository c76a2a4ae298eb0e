/** Builds one rule as a sentence (when, if, then), and tries it on past conversations before anything is saved. */
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { labelsQuery } from "../../client/queries.ts";
import { useT } from "../../i18n/language.tsx";
import { Icon } from "../../ui/icon.tsx";
import { useDraft } from "../kit/draft.ts";
import { Editor } from "../kit/editor.tsx";
import { Field, Select } from "../kit/fields.tsx";
import { ActionsEditor } from "./actions-editor.tsx";
import { ConditionRow } from "./condition-row.tsx";
import { DryRun } from "./dry-run.tsx";
import { inWords } from "./faults.ts";
import { type Rule, type RuleInput, rules, type Trigger } from "./rule-calls.ts";
import { useRulesWords } from "./rules-words.ts";
import { usePlaybookWords } from "./words.ts";

const TRIGGERS = ["message", "opened", "status", "labelled", "assigned", "unanswered"] as const;
const STATUSES = ["open", "pending", "snoozed", "closed", "spam"] as const;
const MOST_CONDITIONS = 10;
const QUIET_HOURS = 24;
const WAIT_MINUTES = 60;

function blank(on: Trigger["on"]): Trigger {
  switch (on) {
    case "status":
      return { on, to: "open" };
    case "labelled":
      return { on, labelId: "" };
    case "unanswered":
      return { on, minutes: WAIT_MINUTES };
    case "message":
    case "opened":
    case "assigned":
      return { on };
  }
}

const NEW: RuleInput = {
  name: "",
  trigger: { on: "message" },
  conditions: [],
  actions: [{ do: "priority", to: "high" }],
  quietHours: QUIET_HOURS,
};

interface Props {
  rule: Rule | null;
  onSaved: () => Promise<void>;
  onClose: () => void;
}

export function RuleEditor({ rule, onSaved, onClose }: Props) {
  const words = useRulesWords();
  const all = usePlaybookWords();
  const saved: RuleInput = rule
    ? {
        name: rule.name,
        trigger: rule.trigger,
        conditions: rule.conditions,
        actions: rule.actions,
        quietHours: rule.quietHours,
      }
    : NEW;
  const draft = useDraft(`rule ${rule?.id ?? "new"}`, saved, async (value) => {
    await inWords(all, () => (rule ? rules.change(rule.id, value) : rules.create(value)));
    await onSaved();
  });
  const { value, change, errorOf } = draft;
  const { conditions } = value;
  const sends = value.actions.some((one) => one.do === "answer");
  return (
    <Editor title={rule ? words.edit(rule.name) : words.add} draft={draft} onClose={onClose}>
      {rule === null ? <p className="hint">{words.offFirst}</p> : null}
      <Field
        name="name"
        label={words.name}
        value={value.name}
        maxLength={100}
        error={errorOf("name")}
        onChange={({ target }) => change({ name: target.value })}
      />
      <When trigger={value.trigger} error={errorOf("trigger")} onChange={(trigger) => change({ trigger })} />
      <fieldset className="steps">
        <legend>{words.if}</legend>
        {conditions.length === 0 ? <p className="hint">{words.always}</p> : null}
        <ol>
          {conditions.map((condition, index) => (
            // Conditions have no name but their place.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index}>
              <ConditionRow
                number={index + 1}
                condition={condition}
                error={errorOf(`conditions.${index}`)}
                onChange={(next) => change({ conditions: conditions.map((one, at) => (at === index ? next : one)) })}
                onRemove={() => change({ conditions: conditions.filter((_, at) => at !== index) })}
              />
            </li>
          ))}
        </ol>
        {conditions.length >= MOST_CONDITIONS ? null : (
          <button
            type="button"
            className="btn"
            onClick={() => change({ conditions: [...conditions, { if: "text", has: [], not: false }] })}
          >
            <Icon of={Plus} small />
            {words.addCondition}
          </button>
        )}
      </fieldset>
      <ActionsEditor actions={value.actions} by="rule" errorOf={errorOf} onChange={(actions) => change({ actions })} />
      {sends ? (
        <Field
          name="quietHours"
          label={words.quiet}
          type="number"
          min={1}
          max={720}
          value={value.quietHours}
          error={errorOf("quietHours")}
          onChange={({ target }) => change({ quietHours: Math.max(1, Math.round(Number(target.value))) })}
        />
      ) : null}
      <DryRun key={JSON.stringify(value)} input={value} />
    </Editor>
  );
}

function When({
  trigger,
  error,
  onChange,
}: {
  trigger: Trigger;
  error: string | undefined;
  onChange: (trigger: Trigger) => void;
}) {
  const words = useRulesWords();
  const { t } = useT();
  const labels = (useQuery(labelsQuery).data?.items ?? []).filter(({ archived }) => !archived);
  return (
    <div className="when">
      <Select
        name="trigger"
        label={words.when}
        value={trigger.on}
        error={error}
        onChange={({ target }) => {
          const on = TRIGGERS.find((one) => one === target.value);
          if (on) onChange(blank(on));
        }}
      >
        {TRIGGERS.map((on) => (
          <option key={on} value={on}>
            {words.trigger[on]}
          </option>
        ))}
      </Select>
      {trigger.on === "status" ? (
        <Select
          name="to"
          label={words.condition.status}
          value={trigger.to}
          onChange={({ target }) =>
            onChange({ on: "status", to: STATUSES.find((one) => one === target.value) ?? "open" })
          }
        >
          {STATUSES.map((one) => (
            <option key={one} value={one}>
              {t.status[one]}
            </option>
          ))}
        </Select>
      ) : null}
      {trigger.on === "labelled" ? (
        <Select
          name="labelId"
          label={words.condition.label}
          value={trigger.labelId}
          onChange={({ target }) => onChange({ on: "labelled", labelId: target.value })}
        >
          <option value="">{words.chooseLabel}</option>
          {labels.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      ) : null}
      {trigger.on === "unanswered" ? (
        <Field
          name="minutes"
          label={words.minutes}
          type="number"
          min={1}
          value={trigger.minutes}
          error={undefined}
          onChange={({ target }) =>
            onChange({ on: "unanswered", minutes: Math.max(1, Math.round(Number(target.value))) })
          }
        />
      ) : null}
    </div>
  );
}
