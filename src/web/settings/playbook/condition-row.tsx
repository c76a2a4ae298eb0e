/** One condition: of what, is or is not, which values. */
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { accountsQuery, labelsQuery } from "../../client/queries.ts";
import { useT } from "../../i18n/language.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Field, Select } from "../kit/fields.tsx";
import type { Condition } from "./rule-calls.ts";
import { useRulesWords } from "./rules-words.ts";
import { Ticks } from "./ticks.tsx";

const KINDS = [
  "text",
  "language",
  "visibility",
  "platform",
  "account",
  "label",
  "priority",
  "status",
  "unassigned",
  "newcomer",
  "openHours",
] as const;
const PLATFORMS = ["x", "telegram", "discord"] as const;
const PRIORITIES = ["low", "normal", "high", "urgent"] as const;
const STATUSES = ["open", "pending", "snoozed", "closed", "spam"] as const;
const LANGUAGES = ["zh", "en", "ja", "ko", "ru"];

function blank(kind: Condition["if"]): Condition {
  const not = false;
  switch (kind) {
    case "text":
      return { if: kind, has: [], not };
    case "visibility":
      return { if: kind, is: "direct", not };
    case "account":
    case "platform":
    case "language":
    case "label":
    case "priority":
    case "status":
      return { if: kind, in: [], not };
    case "unassigned":
    case "newcomer":
    case "openHours":
      return { if: kind, not };
  }
}

interface Props {
  number: number;
  condition: Condition;
  error: string | undefined;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

export function ConditionRow({ number, condition, error, onChange, onRemove }: Props) {
  const words = useRulesWords();
  const [yes, no] = words.verbs[verbOf(condition.if)];
  return (
    <>
      <div className="step-head">
        <Select
          name={`conditions.${number - 1}`}
          label={words.conditionOf(number)}
          value={condition.if}
          error={error}
          onChange={({ target }) => {
            const kind = KINDS.find((one) => one === target.value);
            if (kind) onChange(blank(kind));
          }}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {words.condition[kind]}
            </option>
          ))}
        </Select>
        <select
          className="is"
          aria-label={`${yes} / ${no}`}
          value={String(condition.not)}
          onChange={({ target }) => onChange({ ...condition, not: target.value === "true" })}
        >
          <option value="false">{yes}</option>
          <option value="true">{no}</option>
        </select>
        <button type="button" className="btn quiet sq" aria-label={words.removeCondition(number)} onClick={onRemove}>
          <Icon of={X} small />
        </button>
      </div>
      <Values condition={condition} onChange={onChange} />
    </>
  );
}

function verbOf(kind: Condition["if"]): "one" | "text" | "plain" {
  if (kind === "text") return kind;
  return kind === "unassigned" || kind === "newcomer" || kind === "openHours" ? "plain" : "one";
}

function Values({ condition, onChange }: Pick<Props, "condition" | "onChange">) {
  const words = useRulesWords();
  const { t } = useT();
  const labels = useQuery(labelsQuery).data?.items ?? [];
  const accounts = useQuery(accountsQuery).data?.items ?? [];
  const legend = words.condition[condition.if];
  switch (condition.if) {
    case "text":
      return <TextList has={condition.has} onChange={(has) => onChange({ ...condition, has })} />;
    case "visibility":
      return (
        <Select
          name="visibility"
          label={legend}
          value={condition.is}
          onChange={({ target }) => onChange({ ...condition, is: target.value === "public" ? "public" : "direct" })}
        >
          <option value="direct">{words.visibility.direct}</option>
          <option value="public">{words.visibility.public}</option>
        </Select>
      );
    case "account":
      return (
        <Ticks
          legend={legend}
          options={accounts.map(({ id, name }) => [id, name])}
          chosen={condition.in}
          onChange={(chosen) => onChange({ ...condition, in: chosen })}
        />
      );
    case "label":
      return (
        <Ticks
          legend={legend}
          options={labels.map(({ id, name }) => [id, name])}
          chosen={condition.in}
          onChange={(chosen) => onChange({ ...condition, in: chosen })}
        />
      );
    case "language":
      return (
        <Ticks
          legend={legend}
          options={LANGUAGES.map((one) => [one, words.languages[one] ?? one])}
          chosen={condition.in}
          onChange={(chosen) => onChange({ ...condition, in: chosen })}
        />
      );
    case "platform":
      return (
        <Ticks
          legend={legend}
          options={PLATFORMS.map((one) => [one, t.platform[one]])}
          chosen={condition.in}
          onChange={(chosen) => onChange({ ...condition, in: chosen })}
        />
      );
    case "priority":
      return (
        <Ticks
          legend={legend}
          options={PRIORITIES.map((one) => [one, t.priorities[one]])}
          chosen={condition.in}
          onChange={(chosen) => onChange({ ...condition, in: chosen })}
        />
      );
    case "status":
      return (
        <Ticks
          legend={legend}
          options={STATUSES.map((one) => [one, t.status[one]])}
          chosen={condition.in}
          onChange={(chosen) => onChange({ ...condition, in: chosen })}
        />
      );
    case "unassigned":
    case "newcomer":
    case "openHours":
      return null;
  }
}

/** What is typed stays as typed; only the words in it go into the rule. */
function TextList({ has, onChange }: { has: string[]; onChange: (has: string[]) => void }) {
  const words = useRulesWords();
  const [text, setText] = useState(has.join(", "));
  return (
    <Field
      name="has"
      label={words.anyOf}
      hint={words.words}
      value={text}
      error={undefined}
      onChange={({ target }) => {
        setText(target.value);
        onChange(
          target.value
            .split(/[,，、\n]/u)
            .map((one) => one.trim())
            .filter(Boolean),
        );
      }}
    />
  );
}
