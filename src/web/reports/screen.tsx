/** The reports: a period, totals beside the one before, charts, and the same broken down. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { lazy, Suspense, useEffect } from "react";
import { meQuery } from "../client/queries.ts";
import { useT } from "../i18n/language.tsx";
import { ScreenOverlays } from "../shell/screen-overlays.tsx";
import { Icon } from "../ui/icon.tsx";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import { whyOf } from "../ui/toast.tsx";
import { answersCsvHref } from "./answers/href.ts";
import { Breakdown } from "./breakdown.tsx";
import { type By, csvHref, totalsQuery, type Query } from "./calls.ts";
import { Charts } from "./charts.tsx";
import { Controls } from "./controls.tsx";
import { HeatMap } from "./heat.tsx";
import { daysOf, parseReportSearch, queryOf, type ReportSearch } from "./range.ts";
import { Tiles } from "./tiles.tsx";
import { useReportWords } from "./words.ts";
import "../styles/reports.css";

const AnswersReport = lazy(() =>
  import("./answers/report.tsx").then(({ AnswersReport }) => ({ default: AnswersReport })),
);

/** The tab stands in the search, and the team's is the one without. */
const EXACTLY = { exact: true, includeSearch: true } as const;

export function ReportsScreen() {
  const me = useQuery(meQuery).data;
  const words = useReportWords();
  const { language } = useT();
  const navigate = useNavigate();
  const given = useSearch({ strict: false, select: (all: Record<string, unknown>) => parseReportSearch(all) });
  const today = dateOfMinute(useMinute());
  const days = daysOf(given, today);
  const onChange = (search: ReportSearch) => void navigate({ to: "/reports", search: search as never, replace: true });
  useEffect(() => {
    document.title = `${words.title} · Parley`;
  }, [words]);
  if (!me) return null;
  const seesAll = me.permissions.includes("report.read");
  const search = seesAll ? given : { ...given, by: undefined };
  const query = days && queryOf(days, search);
  const seesAnswers = me.permissions.includes("publication.read");
  const onAnswers = seesAnswers && given.tab === "answers";
  const csv = onAnswers ? days && answersCsvHref(days, given) : query && csvHref(query, "time");
  const day = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "medium", timeZone: "UTC" });
  return (
    <main className="reports">
      <header className="bar">
        <Link to="/inbox" className="btn quiet no-print">
          <Icon of={ArrowLeft} />
          {words.back}
        </Link>
        <h1>{words.title}</h1>
        {csv === null ? null : (
          <a className="btn no-print" href={csv} download>
            {words.csv}
          </a>
        )}
      </header>
      <div className="body">
        {seesAnswers ? (
          <nav className="tabs no-print" aria-label={words.title}>
            <Link to="/reports" search={{ ...given, tab: undefined } as never} activeOptions={EXACTLY}>
              {words.team}
            </Link>
            <Link to="/reports" search={{ ...given, tab: "answers" } as never} activeOptions={EXACTLY}>
              {words.publicAnswers}
            </Link>
          </nav>
        ) : null}
        {onAnswers ? (
          <Suspense>
            <AnswersReport search={given} days={days} onChange={onChange} />
          </Suspense>
        ) : (
          <>
            <Controls search={search} mayChoose={seesAll} onChange={onChange} />
            {days ? (
              <p className="lead">
                <strong className="num">{day.formatRange(new Date(days.from), new Date(days.to))}</strong>
                {` · ${words.lead}${seesAll ? "" : ` ${words.own}`}${today.getTimezoneOffset() % 60 === 0 ? "" : ` ${words.halfHours}`}`}
              </p>
            ) : null}
            {query ? <Report query={query} seesAll={seesAll} by={search.by} /> : null}
          </>
        )}
      </div>
      <ScreenOverlays me={me} />
    </main>
  );
}

const TEAM: By[] = ["account", "agent", "label", "topic", "platform", "visibility"];
const OWN: By[] = ["account", "platform", "visibility"];

function Report({ query, seesAll, by }: { query: Query; seesAll: boolean; by: string | undefined }) {
  const words = useReportWords();
  const { t } = useT();
  const totals = useQuery(totalsQuery(query));
  if (totals.isError)
    return (
      <p role="alert" className="fault">
        {words.failed(whyOf(totals.error, t))}{" "}
        <button type="button" className="btn" onClick={() => void totals.refetch()}>
          {t.retry}
        </button>
      </p>
    );
  if (!totals.data) return null;
  const { period, before, complete } = totals.data;
  const facet = !seesAll || by?.startsWith("agt_") ? "agent" : by === undefined ? "all" : "label";
  return (
    <>
      {complete ? null : <p role="status">{words.incomplete}</p>}
      <Tiles now={period.numbers} before={before.numbers} />
      <div className="charts">
        <Charts query={query} scores={period.numbers.satisfaction.scores} />
        <HeatMap
          query={query}
          measures={
            facet === "agent" ? ["outbound"] : facet === "label" ? ["opened"] : ["inbound", "outbound", "opened"]
          }
        />
        <Breakdown query={query} kinds={facet === "all" ? TEAM : OWN} />
      </div>
    </>
  );
}
