/** The totals of a period, each beside the one before it. */
import { useT } from "../i18n/language.tsx";
import type { Numbers } from "./calls.ts";
import { formatAverage, formatDuration, formatNumber, formatShare } from "./format.ts";
import { useReportWords } from "./words.ts";

interface Tile {
  name: string;
  value: string | null;
  before: string | null;
  /** What stands in place of a value, or beside it. */
  note?: string | undefined;
}

export function Tiles({ now, before }: { now: Numbers; before: Numbers }) {
  const words = useReportWords();
  const tiles = useTiles(now, before);
  return (
    <dl className="tiles">
      {tiles.map(({ name, value, before: then, note }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={value === null ? "none" : "value num"}>{value ?? note ?? "–"}</dd>
          {value === null || then === null ? null : (
            <dd className="then num">{value === then ? words.same : words.before(then)}</dd>
          )}
          {value !== null && note !== undefined ? <dd className="then num">{note}</dd> : null}
        </div>
      ))}
    </dl>
  );
}

function useTiles(now: Numbers, before: Numbers): Tile[] {
  const words = useReportWords();
  const { language } = useT();
  const count = (n: number | null) => (n === null ? null : formatNumber(language, n));
  const time = (ms: number | null) => (ms === null ? null : formatDuration(language, ms));
  const kept = ({ count: all, kept: part }: Numbers["firstResponseInTime"]) =>
    all === 0 ? null : formatShare(language, part / all);
  const parts = ({ count: all, kept: part }: Numbers["firstResponseInTime"]) =>
    all === 0 ? words.noTargets : words.of(formatNumber(language, part), formatNumber(language, all));
  const average = ({ average: value }: Numbers["satisfaction"]) =>
    value === null ? null : words.outOfFive(formatAverage(language, value));
  const p90 = ({ count: n, p90Ms }: Numbers["firstResponse"]) =>
    n === 0 ? undefined : p90Ms === null ? words.tooFew(words.p90) : `${words.p90}: ${formatDuration(language, p90Ms)}`;
  const counted = (name: string, of: (numbers: Numbers) => number | null): Tile => ({
    name,
    value: count(of(now)),
    before: count(of(before)),
    note: of(now) === null ? words.notKept : undefined,
  });
  return [
    counted(words.inbound, (of) => of.inbound),
    counted(words.outbound, (of) => of.outbound),
    counted(words.opened, (of) => of.opened),
    counted(words.closed, (of) => of.closed),
    {
      name: `${words.firstResponse} · ${words.median}`,
      value: time(now.firstResponse.medianMs),
      before: time(before.firstResponse.medianMs),
      note: p90(now.firstResponse),
    },
    {
      name: `${words.resolution} · ${words.median}`,
      value: time(now.resolution.medianMs),
      before: time(before.resolution.medianMs),
      note: p90(now.resolution),
    },
    {
      name: words.inTime,
      value: kept(now.firstResponseInTime),
      before: kept(before.firstResponseInTime),
      note: parts(now.firstResponseInTime),
    },
    {
      name: words.satisfaction,
      value: average(now.satisfaction),
      before: average(before.satisfaction),
      note:
        now.satisfaction.count === 0 ? words.noAnswers : words.answers(formatNumber(language, now.satisfaction.count)),
    },
  ];
}
