/** The hours of a week: time zone, spans of each day, holidays; or around the clock. */
import { Plus, X } from "lucide-react";
import { useId, useState } from "react";
import type { BusinessHours, HoursSpan, WeekHours } from "../../../domain/hours/hours.ts";
import { WEEKDAYS } from "../../../domain/hours/week.ts";
import { Icon } from "../../ui/icon.tsx";
import { Choice, Field } from "../kit/fields.tsx";
import { useTimeWords } from "./words.ts";

type Day = keyof WeekHours["week"];

const WORKDAYS: readonly Day[] = ["tuesday", "wednesday", "thursday", "friday"];
const USUAL: HoursSpan = { from: "09:00", to: "18:00" };

/** What a team begins with that has never said anything: office hours where the reader sits. */
function firstWeek(): WeekHours {
  const open = [USUAL];
  return {
    kind: "week",
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    week: { monday: open, tuesday: open, wednesday: open, thursday: open, friday: open, saturday: [], sunday: [] },
    holidays: [],
  };
}

interface Props {
  value: BusinessHours;
  onChange: (value: BusinessHours) => void;
  errorOf: (field: string) => string | undefined;
}

export function HoursForm({ value, onChange, errorOf }: Props) {
  const { hours: words } = useTimeWords();
  const name = useId();
  // Whoever looks at the other choice and comes back finds the week as it was.
  const [week, setWeek] = useState(() => (value.kind === "week" ? value : firstWeek()));
  const change = (next: WeekHours) => {
    setWeek(next);
    onChange(next);
  };
  return (
    <div className="hours">
      <Choice
        name={name}
        legend={words.when}
        value={value.kind}
        options={[
          { value: "always", label: words.always, hint: words.alwaysHint },
          { value: "week", label: words.week, hint: words.weekHint },
        ]}
        onChange={(kind) => onChange(kind === "always" ? { kind } : week)}
      />
      {value.kind === "week" ? <Week value={value} onChange={change} errorOf={errorOf} /> : null}
    </div>
  );
}

interface WeekProps {
  value: WeekHours;
  onChange: (value: WeekHours) => void;
  errorOf: (field: string) => string | undefined;
}

function Week({ value, onChange, errorOf }: WeekProps) {
  const { hours: words } = useTimeWords();
  const zones = useId();
  const setDay = (day: Day, spans: HoursSpan[]) => onChange({ ...value, week: { ...value.week, [day]: spans } });
  const wrongWeek = errorOf("hours.week") && words.wrongWeek;
  return (
    <>
      <Field
        name="timeZone"
        label={words.timeZone}
        hint={words.timeZoneHint}
        error={errorOf("hours.timeZone") && words.wrongZone}
        value={value.timeZone}
        list={zones}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => onChange({ ...value, timeZone: target.value.trim() })}
      />
      <datalist id={zones}>
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </datalist>
      <div className="days">
        {WEEKDAYS.map((day) => (
          <DayRow key={day} name={words.days[day]} spans={value.week[day]} onChange={(spans) => setDay(day, spans)} />
        ))}
        <button
          type="button"
          className="btn quiet"
          onClick={() =>
            onChange({
              ...value,
              week: { ...value.week, ...Object.fromEntries(WORKDAYS.map((day) => [day, value.week.monday])) },
            })
          }
        >
          {words.copy}
        </button>
        {wrongWeek === undefined ? null : (
          <p role="alert" className="fault">
            {wrongWeek}
          </p>
        )}
      </div>
      <Holidays
        dates={value.holidays}
        error={errorOf("hours.holidays") && words.wrongHolidays}
        onChange={(holidays) => onChange({ ...value, holidays })}
      />
    </>
  );
}

interface DayProps {
  name: string;
  spans: HoursSpan[];
  onChange: (spans: HoursSpan[]) => void;
}

function DayRow({ name, spans, onChange }: DayProps) {
  const { hours: words } = useTimeWords();
  const set = (index: number, patch: Partial<HoursSpan>) =>
    onChange(spans.map((span, at) => (at === index ? { ...span, ...patch } : span)));
  return (
    <fieldset className="weekday">
      <legend>{name}</legend>
      <div className="spans">
        {spans.length === 0 ? <span className="hint">{words.closed}</span> : null}
        {spans.map((span, index) => (
          // Spans have no names; their place in the day is what they are.
          <span className="span" key={index}>
            <input
              type="time"
              aria-label={words.from(name)}
              value={span.from}
              onChange={({ target }) => set(index, { from: target.value || span.from })}
            />
            <span aria-hidden="true">–</span>
            <input
              type="time"
              aria-label={words.to(name)}
              // What a clock shows at midnight.
              value={span.to === "24:00" ? "00:00" : span.to}
              onChange={({ target }) => set(index, { to: target.value || span.to })}
            />
            {span.to <= span.from && span.to !== "00:00" ? <small className="hint">{words.nextDay}</small> : null}
            <button
              type="button"
              className="btn quiet sq"
              aria-label={words.removeSpan(name)}
              title={words.removeSpan(name)}
              onClick={() => onChange(spans.filter((_, at) => at !== index))}
            >
              <Icon of={X} small />
            </button>
          </span>
        ))}
      </div>
      <button
        type="button"
        className="btn quiet sq"
        aria-label={words.addSpan(name)}
        title={words.addSpan(name)}
        onClick={() => onChange([...spans, USUAL])}
      >
        <Icon of={Plus} small />
      </button>
    </fieldset>
  );
}

interface HolidayProps {
  dates: string[];
  error: string | undefined;
  onChange: (dates: string[]) => void;
}

function Holidays({ dates, error, onChange }: HolidayProps) {
  const { hours: words } = useTimeWords();
  const [date, setDate] = useState("");
  const add = () => {
    if (date === "") return;
    onChange([...new Set([...dates, date])].toSorted());
    setDate("");
  };
  return (
    <fieldset className="holidays">
      <legend>{words.holidays}</legend>
      <p className="hint">{words.holidaysHint}</p>
      <ul>
        {dates.length === 0 ? <li className="hint">{words.noHolidays}</li> : null}
        {dates.map((one) => (
          <li className="tag" key={one}>
            <span className="num">{one}</span>
            <button
              type="button"
              aria-label={words.removeHoliday(one)}
              onClick={() => onChange(dates.filter((other) => other !== one))}
            >
              <Icon of={X} small />
            </button>
          </li>
        ))}
      </ul>
      <div className="span">
        <input
          type="date"
          aria-label={words.newHoliday}
          aria-invalid={error !== undefined}
          value={date}
          onChange={({ target }) => setDate(target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
        <button type="button" className="btn" disabled={date === ""} onClick={add}>
          {words.addHoliday}
        </button>
      </div>
      {error === undefined ? null : (
        <p role="alert" className="fault">
          {error}
        </p>
      )}
    </fieldset>
  );
}
