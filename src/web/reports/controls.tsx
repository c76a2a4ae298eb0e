/** Chooses the period and the filter; all of it stands in the address. */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { accountsQuery, agentsQuery, labelsQuery } from "../client/queries.ts";
import { useT } from "../i18n/language.tsx";
import { topicsQuery } from "./calls.ts";
import { daysOf, isPeriod, RANGES, type ReportSearch } from "./range.ts";
import { useReportWords } from "./words.ts";

interface ControlsProps {
  search: ReportSearch;
  /** Only leads choose whose numbers. */
  mayChoose: boolean;
  onChange: (search: ReportSearch) => void;
}

export function Controls({ search, mayChoose, onChange }: ControlsProps) {
  return (
    <PeriodControls search={search} onChange={onChange}>
      <Filters search={search} mayChoose={mayChoose} onChange={onChange} />
    </PeriodControls>
  );
}

/** The period alone, with whatever filters belong beside it. */
export function PeriodControls({
  search,
  onChange,
  children,
}: Omit<ControlsProps, "mayChoose"> & { children: ReactNode }) {
  const words = useReportWords();
  const range = search.range ?? "week";
  return (
    <div className="controls no-print">
      <div className="seg" role="radiogroup" aria-label={words.period}>
        {RANGES.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="range"
              className="vh"
              checked={one === range}
              onChange={() =>
                // One's own days begin with those that were shown.
                onChange({
                  ...search,
                  ...(one === "custom" ? daysOf(search, new Date()) : { from: undefined, to: undefined }),
                  range: one,
                })
              }
            />
            {words.range[one]}
          </label>
        ))}
      </div>
      {range === "custom" ? <OwnDays search={search} onChange={onChange} /> : null}
      {children}
    </div>
  );
}

function OwnDays({ search, onChange }: Omit<ControlsProps, "mayChoose">) {
  const words = useReportWords();
  const [days, setDays] = useState({ from: search.from ?? "", to: search.to ?? "" });
  const isWrong = !isPeriod(days);
  const change = (next: typeof days) => {
    setDays(next);
    if (isPeriod(next)) onChange({ ...search, ...next });
  };
  return (
    <>
      <label className="day">
        {words.from}
        <input type="date" value={days.from} onChange={({ target }) => change({ ...days, from: target.value })} />
      </label>
      <label className="day">
        {words.to}
        <input
          type="date"
          value={days.to}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? "days-wrong" : undefined}
          onChange={({ target }) => change({ ...days, to: target.value })}
        />
      </label>
      {isWrong ? (
        <p id="days-wrong" role="alert" className="fault">
          {words.badDays}
        </p>
      ) : null}
    </>
  );
}

function Filters({ search, mayChoose, onChange }: ControlsProps) {
  const words = useReportWords();
  const { t } = useT();
  const accounts = useQuery(accountsQuery).data?.items ?? [];
  return (
    <>
      <select
        aria-label={words.account}
        value={search.account ?? ""}
        onChange={({ target }) => onChange({ ...search, account: target.value || undefined })}
      >
        <option value="">{words.everyAccount}</option>
        {accounts.map((one) => (
          <option key={one.id} value={one.id}>
            {`${t.platform[one.platform]} · ${one.handle ?? one.name}`}
          </option>
        ))}
      </select>
      <select
        aria-label={words.where}
        value={search.where ?? ""}
        onChange={({ target }) =>
          onChange({
            ...search,
            where: target.value === "public" || target.value === "private" ? target.value : undefined,
          })
        }
      >
        <option value="">{words.everywhere}</option>
        <option value="private">{words.private}</option>
        <option value="public">{words.public}</option>
      </select>
      {mayChoose ? <Whose search={search} onChange={onChange} /> : null}
    </>
  );
}

function Whose({ search, onChange }: Omit<ControlsProps, "mayChoose">) {
  const words = useReportWords();
  const agents = useQuery(agentsQuery).data?.items ?? [];
  const labels = useQuery(labelsQuery).data?.items ?? [];
  const topics = useQuery(topicsQuery).data?.items ?? [];
  const group = (name: string, items: { id: string; name: string }[]) =>
    items.length === 0 ? null : (
      <optgroup label={name}>
        {items.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </optgroup>
    );
  return (
    <select
      aria-label={words.by}
      value={search.by ?? ""}
      onChange={({ target }) => onChange({ ...search, by: target.value || undefined })}
    >
      <option value="">{words.everybody}</option>
      {group(words.agents, agents)}
      {group(words.labels, labels)}
      {group(words.topics, topics)}
    </select>
  );
}
