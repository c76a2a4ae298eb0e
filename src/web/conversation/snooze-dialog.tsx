/** Puts a conversation aside until a day and time of one's own choice. */
import { useId, useState } from "react";
import { comingTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { localValue, nextHour } from "../ui/local-value.ts";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import "../styles/sending.css";

export function SnoozeDialog({ onChoose, onClose }: { onChoose: (until: Date) => void; onClose: () => void }) {
  const { t, language } = useT();
  const id = useId();
  const [value, setValue] = useState(() => localValue(nextHour(new Date())));
  const [tried, setTried] = useState(false);
  const now = dateOfMinute(useMinute());
  const until = value === "" ? null : new Date(value);
  const wrong = tried && (until === null || until <= now);
  return (
    <Dialog label={t.snoozePick} className="pick-time" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (until === null || until <= now) return;
          onChoose(until);
          onClose();
        }}
      >
        <h2>{t.snooze}</h2>
        <label htmlFor={id}>{t.snoozeUntil}</label>
        <input
          id={id}
          type="datetime-local"
          className="field"
          value={value}
          min={localValue(now)}
          aria-invalid={wrong}
          aria-describedby={`${id}-why`}
          onChange={({ target }) => setValue(target.value)}
        />
        <p id={`${id}-why`} role={wrong ? "alert" : undefined} className={wrong ? "why" : "hint"}>
          {wrong || until === null ? t.snoozePast : comingTime(language, until.toISOString())}
        </p>
        <div className="btns">
          <button type="button" className="btn quiet" onClick={onClose}>
            {t.cancel}
          </button>
          <button type="submit" className="btn solid">
            {t.snooze}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
