/** Which public answers keep people from having to ask: totals, a course by days, and every page. */
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../../api/page-report-schemas.ts";
import { read, root } from "../../client/client.ts";
import type { Language } from "../../i18n/dates.ts";
import { useT } from "../../i18n/language.tsx";
import { whyOf } from "../../ui/toast.tsx";
import { Chart } from "../chart/chart.tsx";
import { PeriodControls } from "../controls.tsx";
import { formatNumber, formatShare, type StepName } from "../format.ts";
import type { ReportSearch } from "../range.ts";
import { useReportWords } from "../words.ts";
import { type AnswersQuery, answersQueryOf } from "./href.ts";
import { PageTable } from "./table.tsx";
import { useAnswersReportWords } from "./words.ts";

export type PageReport = z.infer<typeof wire.PageReport>;
export type PageCounts = PageReport["total"];

const answersQuery = (query: AnswersQuery) =>
  queryOptions({
    queryKey: ["reports", "answers", query],
    queryFn: () => read(root.api.reports.publications.$get({ query })),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });

interface AnswersReportProps {
  search: ReportSearch;
  /** Null: the reader's own days are no period. */
  days: { from: string; to: string } | null;
  onChange: (search: ReportSearch) => void;
}

export function AnswersReport({ search, days, onChange }: AnswersReportProps) {
  const words = useAnswersReportWords();
  const { language } = useT();
  const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    dateStyle: "medium",
    timeZone: "UTC",
  });
  return (
    <>
      <PeriodControls search={search} onChange={onChange}>
        <select
          aria-label={words.language}
          value={search.language ?? ""}
          onChange={({ target: { value } }) =>
            onChange({ ...search, language: value === "zh" || value === "en" ? value : undefined })
          }
        >
          <option value="">{words.everyLanguage}</option>
          <option value="zh">{words.languages.zh}</option>
          <option value="en">{words.languages.en}</option>
        </select>
        <select
          aria-label={words.kind}
          value={search.kind ?? ""}
          onChange={({ target: { value } }) =>
            onChange({ ...search, kind: value === "thread" || value === "faq" ? value : undefined })
          }
        >
          <option value="">{words.everyKind}</option>
          <option value="thread">{words.kinds.thread}</option>
          <option value="faq">{words.kinds.faq}</option>
        </select>
      </PeriodControls>
      {days ? (
        <>
          <p className="lead">
            <strong className="num">{format.formatRange(new Date(days.from), new Date(days.to))}</strong>
            {` · ${words.lead}`}
          </p>
          <Loaded
            query={answersQueryOf(days, search)}
            onSort={(sort) => onChange({ ...search, sort: sort === "views" ? undefined : sort })}
          />
        </>
      ) : null}
    </>
  );
}

function Loaded({ query, onSort }: { query: AnswersQuery; onSort: (sort: AnswersQuery["sort"]) => void }) {
  const words = useAnswersReportWords();
  const { t, language } = useT();
  const report = useQuery(answersQuery(query));
  if (report.isError)
    return (
      <p role="alert" className="fault">
        {words.failed(whyOf(report.error, t))}{" "}
        <button type="button" className="btn" onClick={() => void report.refetch()}>
          {t.retry}
        </button>
      </p>
    );
  if (!report.data) return null;
  const { total, before, days, pages, pageCount } = report.data;
  const steps = stepsOf(days, language);
  const count = (n: number) => formatNumber(language, n);
  return (
    <>
      <Tiles now={total} before={before} />
      {pageCount === 0 ? (
        <p className="nothing">{words.nothing}</p>
      ) : (
        <>
          {steps.length > 1 ? (
            <Chart
              title={words.course}
              hint={words.courseHint}
              kind="count"
              format={count}
              steps={steps.map(({ name }) => name)}
              series={[
                { name: words.views, shape: "hollow", values: steps.map(({ views }) => views) },
                { name: words.asked, shape: "bar", values: steps.map(({ asked }) => asked) },
              ]}
            />
          ) : null}
          <PageTable pages={pages} pageCount={pageCount} sort={query.sort} onSort={onSort} />
        </>
      )}
    </>
  );
}

function Tiles({ now, before }: { now: PageCounts; before: PageCounts }) {
  const words = useAnswersReportWords();
  const { language } = useT();
  const common = useReportWords();
  const count = (n: number) => formatNumber(language, n);
  const helped = ({ helped: yes, unhelped: no }: PageCounts) =>
    yes + no === 0 ? null : formatShare(language, yes / (yes + no));
  const tiles = [
    { name: words.views, of: (counts: PageCounts) => count(counts.views), note: words.sameSaid(count(now.same)) },
    {
      name: words.helpedShare,
      of: helped,
      note: helped(now) === null ? words.nobodySaid : words.saidBoth(count(now.helped), count(now.unhelped)),
    },
    {
      name: words.asked,
      of: (counts: PageCounts) => count(counts.asked),
      note: now.views === 0 ? "" : words.ofViews(formatShare(language, Math.min(1, now.asked / now.views))),
    },
    { name: words.used, of: (counts: PageCounts) => count(counts.used), note: words.usedHint },
  ];
  return (
    <dl className="tiles">
      {tiles.map(({ name, of, note }) => {
        const [value, then] = [of(now), of(before)];
        return (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={value === null ? "none" : "value num"}>{value ?? "–"}</dd>
            {value === null || then === null ? null : (
              <dd className="then num">{value === then ? common.same : common.before(then)}</dd>
            )}
            <dd className="then num">{note}</dd>
          </div>
        );
      })}
    </dl>
  );
}

const MOST_DAYS_BY_DAY = 31;

/** Day by day; more than a month by sevens. */
function stepsOf(days: PageReport["days"], language: Language): { name: StepName; views: number; asked: number }[] {
  const size = days.length <= MOST_DAYS_BY_DAY ? 1 : 7;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { ...options, timeZone: "UTC" });
  const short = format({ month: "numeric", day: "numeric" });
  const long = format({ weekday: "short", month: "short", day: "numeric" });
  return Array.from({ length: Math.ceil(days.length / size) }, (_, index) => {
    const some = days.slice(index * size, (index + 1) * size);
    const first = new Date(some[0]?.date ?? "");
    const last = new Date(some.at(-1)?.date ?? "");
    return {
      name: { short: short.format(first), long: size === 1 ? long.format(first) : long.formatRange(first, last) },
      views: some.reduce((sum, { counts }) => sum + counts.views, 0),
      asked: some.reduce((sum, { counts }) => sum + counts.asked, 0),
    };
  });
}
