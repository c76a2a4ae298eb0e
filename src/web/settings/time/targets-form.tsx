/** A table of minutes: a row for each priority, a column for each target; an empty cell promises nothing. */
import type { Targets, TargetSet } from "../../../domain/targets.ts";
import { Field } from "../kit/fields.tsx";
import { useTimeWords } from "./words.ts";

const PRIORITIES = ["urgent", "high", "normal", "low"] as const;
const COLUMNS = ["firstResponse", "nextResponse", "resolution"] as const satisfies (keyof TargetSet)[];

interface Props {
  value: Targets;
  onChange: (value: Targets) => void;
  errorOf: (field: string) => string | undefined;
}

export function TargetsForm({ value, onChange, errorOf }: Props) {
  const { targets: words } = useTimeWords();
  const wrong = PRIORITIES.map((priority) => errorOf(`targets.byPriority.${priority}`)).find(
    (one) => one !== undefined,
  );
  const set = (priority: (typeof PRIORITIES)[number], target: keyof TargetSet, minutes: number | null) => {
    const { byPriority } = value;
    onChange({ ...value, byPriority: { ...byPriority, [priority]: { ...byPriority[priority], [target]: minutes } } });
  };
  return (
    <div className="targets">
      <table>
        <thead>
          <tr>
            <th>{words.priority}</th>
            {COLUMNS.map((column) => (
              <th key={column}>{words.columns[column]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PRIORITIES.map((priority) => (
            <tr key={priority}>
              <th scope="row">{words.priorities[priority]}</th>
              {COLUMNS.map((column) => (
                <td key={column}>
                  <Cell
                    label={words.cell(words.priorities[priority], words.columns[column])}
                    minutes={value.byPriority[priority][column]}
                    invalid={errorOf(`targets.byPriority.${priority}.${column}`) !== undefined}
                    onChange={(minutes) => set(priority, column, minutes)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {wrong === undefined ? null : (
        <p role="alert" className="fault">
          {wrong}
        </p>
      )}
      <Field
        name="warnAtPercent"
        type="number"
        inputMode="numeric"
        min={10}
        max={95}
        label={words.warn}
        hint={words.warnHint}
        error={errorOf("targets.warnAtPercent") && words.wrongWarn}
        value={value.warnAtPercent}
        onChange={({ target }) => onChange({ ...value, warnAtPercent: target.valueAsNumber || 0 })}
      />
    </div>
  );
}

interface CellProps {
  label: string;
  minutes: number | null;
  invalid: boolean;
  onChange: (minutes: number | null) => void;
}

function Cell({ label, minutes, invalid, onChange }: CellProps) {
  const { targets: words } = useTimeWords();
  return (
    <>
      <input
        type="number"
        inputMode="numeric"
        min={1}
        aria-label={label}
        aria-invalid={invalid}
        value={minutes ?? ""}
        onChange={({ target }) => onChange(target.value === "" ? null : target.valueAsNumber)}
      />
      <small className="hint num">
        {minutes !== null && minutes >= 60
          ? words.length(Math.floor(minutes / 60), Math.round(minutes % 60))
          : "\u00A0"}
      </small>
    </>
  );
}
