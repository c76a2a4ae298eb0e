/** Edits a list of actions: one step after the other, in the order in which they are done. */
import { useQuery } from "@tanstack/react-query";
import { ArrowUp, Plus, X } from "lucide-react";
import { type Action, answersQuery } from "../../answers/calls.ts";
import { agentsQuery, labelsQuery } from "../../client/queries.ts";
import { Icon } from "../../ui/icon.tsx";
import { Area, Field, Select } from "../kit/fields.tsx";
import { LabelPicks } from "./label-picks.tsx";
import { usePlaybookWords } from "./words.ts";

const KINDS = ["answer", "labels", "assign", "status", "snooze", "priority", "note"] as const;
type Kind = (typeof KINDS)[number];
const STATUSES = ["open", "pending", "closed", "spam"] as const;
const PRIORITIES = ["low", "normal", "high", "urgent"] as const;
const MOST = 10;
const HOUR_MINUTES = 60;

function blank(kind: Kind): Action {
  switch (kind) {
    case "answer":
      return { do: kind, answerId: "", send: true };
    case "labels":
      return { do: kind, add: [], remove: [] };
    case "assign":
      return { do: kind, to: "nobody" };
    case "status":
      return { do: kind, to: "closed" };
    case "snooze":
      return { do: kind, minutes: HOUR_MINUTES };
    case "priority":
      return { do: kind, to: "high" };
    case "note":
      return { do: kind, text: "" };
  }
}

interface Props {
  actions: Action[];
  /** A rule has no reply box, and is nobody. */
  by: "macro" | "rule";
  errorOf: (field: string) => string | undefined;
  onChange: (actions: Action[]) => void;
}

export function ActionsEditor({ actions, by, errorOf, onChange }: Props) {
  const words = usePlaybookWords().actions;
  const set = (index: number, action: Action) => onChange(actions.map((one, at) => (at === index ? action : one)));
  const up = (index: number) =>
    onChange(
      actions.flatMap((one, at) => (at === index - 1 ? [actions[index] ?? one, one] : at === index ? [] : [one])),
    );
  return (
    <fieldset className="steps">
      <legend>{words.title}</legend>
      <ol>
        {actions.map((action, index) => (
          // Steps have no name but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <div className="step-head">
              <Select
                name={`actions.${index}`}
                label={words.kind(index + 1)}
                value={action.do}
                error={errorOf(`actions.${index}`)}
                onChange={({ target }) => {
                  const kind = KINDS.find((one) => one === target.value);
                  if (kind) set(index, blank(kind));
                }}
              >
                {KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {words.kinds[kind]}
                  </option>
                ))}
              </Select>
              {index === 0 ? null : (
                <button
                  type="button"
                  className="btn quiet sq"
                  aria-label={words.up(index + 1)}
                  onClick={() => up(index)}
                >
                  <Icon of={ArrowUp} small />
                </button>
              )}
              <button
                type="button"
                className="btn quiet sq"
                aria-label={words.remove(index + 1)}
                onClick={() => onChange(actions.filter((_, at) => at !== index))}
              >
                <Icon of={X} small />
              </button>
            </div>
            <Step action={action} by={by} onChange={(next) => set(index, next)} />
          </li>
        ))}
      </ol>
      {errorOf("actions") !== undefined && actions.length === 0 ? (
        <p role="alert" className="fault">
          {errorOf("actions")}
        </p>
      ) : null}
      {actions.length >= MOST ? null : (
        <button type="button" className="btn" onClick={() => onChange([...actions, blank("status")])}>
          <Icon of={Plus} small />
          {words.add}
        </button>
      )}
    </fieldset>
  );
}

function Step({ action, by, onChange }: { action: Action; by: Props["by"]; onChange: (action: Action) => void }) {
  const words = usePlaybookWords().actions;
  const answers = useQuery(answersQuery).data?.items ?? [];
  const labels = useQuery(labelsQuery).data?.items ?? [];
  const agents = (useQuery(agentsQuery).data?.items ?? []).filter(({ active }) => active);
  switch (action.do) {
    case "answer":
      return (
        <div className="step-fields">
          <Select
            name="answerId"
            label={words.answer}
            value={action.answerId}
            onChange={({ target }) => onChange({ ...action, answerId: target.value })}
          >
            <option value="">{words.chooseAnswer}</option>
            {answers.map(({ id, name, title }) => (
              <option key={id} value={id}>
                {title === name ? `/${name}` : `/${name} — ${title}`}
              </option>
            ))}
          </Select>
          {by === "rule" ? null : (
            <Select
              name="send"
              label={words.how}
              value={String(action.send)}
              onChange={({ target }) => onChange({ ...action, send: target.value === "true" })}
            >
              <option value="true">{words.send}</option>
              <option value="false">{words.insert}</option>
            </Select>
          )}
        </div>
      );
    case "labels":
      return labels.length === 0 ? (
        <p className="hint">{words.noLabels}</p>
      ) : (
        <div className="step-fields">
          <LabelPicks
            legend={words.addLabels}
            labels={labels}
            chosen={action.add}
            onChange={(add) => onChange({ ...action, add })}
          />
          <LabelPicks
            legend={words.removeLabels}
            labels={labels}
            chosen={action.remove}
            onChange={(remove) => onChange({ ...action, remove })}
          />
        </div>
      );
    case "assign":
      return (
        <Select
          name="to"
          label={words.to}
          value={action.to}
          onChange={({ target }) => onChange({ ...action, to: target.value })}
        >
          {by === "rule" ? null : <option value="me">{words.me}</option>}
          <option value="nobody">{words.nobody}</option>
          {agents.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      );
    case "status":
      return (
        <Select
          name="to"
          label={words.kinds.status}
          value={action.to}
          onChange={({ target }) => onChange({ ...action, to: STATUSES.find((one) => one === target.value) ?? "open" })}
        >
          {STATUSES.map((one) => (
            <option key={one} value={one}>
              {words.status[one]}
            </option>
          ))}
        </Select>
      );
    case "priority":
      return (
        <Select
          name="to"
          label={words.kinds.priority}
          value={action.to}
          onChange={({ target }) =>
            onChange({ ...action, to: PRIORITIES.find((one) => one === target.value) ?? "normal" })
          }
        >
          {PRIORITIES.map((one) => (
            <option key={one} value={one}>
              {words.priority[one]}
            </option>
          ))}
        </Select>
      );
    case "snooze":
      return (
        <Field
          name="minutes"
          label={words.minutes}
          type="number"
          min={1}
          value={action.minutes}
          error={undefined}
          onChange={({ target }) => onChange({ ...action, minutes: Math.max(1, Math.round(Number(target.value))) })}
        />
      );
    case "note":
      return (
        <Area
          name="text"
          label={words.note}
          value={action.text}
          rows={2}
          maxLength={4_000}
          onChange={({ target }) => onChange({ ...action, text: target.value })}
        />
      );
  }
}
