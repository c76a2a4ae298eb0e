/** The clock of a deadline: what we owe first and how long is left, in colour once it is urgent, in words always. */
import type { ReactNode } from "react";
import { clockTime, fullTime, sameDay } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { type Due, dueText, dueTone } from "../list/due.ts";
import { dateOfMinute } from "./minute.ts";

const CLASSES = { calm: "num", due: "num due", late: "num late" } as const;

/** `children` stands before the time. */
export function DueClock({ due, minute, children }: { due: Due; minute: number; children?: ReactNode }) {
  const { t, language } = useT();
  const today = sameDay(new Date(due.at), dateOfMinute(minute));
  const by = today ? clockTime(language, due.at) : fullTime(language, due.at);
  const title = t.dueBy(t.target[due.target], by);
  return (
    <span className={CLASSES[dueTone(due, minute)]} title={title} data-testid="due">
      {children}
      {dueText(due, minute, t)}
    </span>
  );
}
