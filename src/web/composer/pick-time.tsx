/** A day and an hour in the writer's own zone. */
import { useId, useState } from "react";
import { fullTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { MODE_ICONS } from "./modes.tsx";
import { Icon } from "../ui/icon.tsx";
import { localValue, nextHour } from "../ui/local-value.ts";
import { useMinute } from "../ui/minute.ts";
import { useComposerWords } from "./words.ts";

interface Props {
  mode: "public" | "private";
  /** Until when the platform takes an answer; ISO 8601. */
  until: string | null;
  /** What it is now; ISO 8601. */
  at?: string;
  onPick: (sendAt: string) => void;
  onClose: () => void;
}

const MINUTE_MS = 60_000;

export function PickTime({ mode, until, at, onPick, onClose }: Props) {
  const { t, language } = useT();
  const w = useComposerWords();
  const id = useId();
  const [value, setValue] = useState(() => localValue(at === undefined ? nextHour(new Date()) : new Date(at)));
  const [tried, setTried] = useState(false);
  const now = new Date(useMinute() * MINUTE_MS);
  const chosen = value === "" ? null : new Date(value);
  const problem =
    chosen === null || Number.isNaN(chosen.getTime())
      ? w.timeMissing
      : chosen <= now
        ? w.timePast
        : until !== null && chosen >= new Date(until)
          ? w.timeTooLate(fullTime(language, until))
          : null;
  const zone = new Intl.DateTimeFormat(language, { timeZoneName: "long" })
    .formatToParts(chosen ?? now)
    .find(({ type }) => type === "timeZoneName")?.value;
  return (
    <Dialog label={w.sendLater} className="pick-time" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // A form inside the reply box's own form in React's tree, not in the page's.
          event.stopPropagation();
          setTried(true);
          if (problem === null && chosen !== null) onPick(chosen.toISOString());
        }}
      >
        <h2>{w.sendLater}</h2>
        <label htmlFor={id}>{w.timeLabel}</label>
        <input
          id={id}
          type="datetime-local"
          className="field"
          value={value}
          min={localValue(now)}
          aria-invalid={tried && problem !== null}
          aria-describedby={`${id}-why`}
          onChange={(event) => setValue(event.target.value)}
        />
        <p id={`${id}-why`} className={tried && problem !== null ? "why" : "hint"} role={tried ? "alert" : undefined}>
          {tried && problem !== null ? problem : zone}
        </p>
        <div className="btns">
          <button type="button" className="btn quiet" onClick={onClose}>
            {t.cancel}
          </button>
          <button type="submit" className={`btn sendbtn ${mode}`}>
            <Icon of={MODE_ICONS[mode]} small />
            {w.scheduleIt[mode]}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
