/** The charts of a period, step by step. */
import { useQuery } from "@tanstack/react-query";
import { useT } from "../i18n/language.tsx";
import { type Course, courseQuery, type Numbers, type Query } from "./calls.ts";
import { Chart } from "./chart/chart.tsx";
import { formatDuration, formatNumber, stepNames } from "./format.ts";
import { useReportWords } from "./words.ts";

export function Charts({ query, scores }: { query: Query; scores: number[] }) {
  const course = useQuery(courseQuery(query)).data;
  return course ? <Drawn course={course} scores={scores} /> : null;
}

function Drawn({ course, scores }: { course: Course; scores: number[] }) {
  const words = useReportWords();
  const { language } = useT();
  const steps = stepNames(language, course);
  const of = <T,>(pick: (numbers: Numbers) => T) => course.steps.map(({ numbers }) => pick(numbers));
  const count = (n: number) => formatNumber(language, n);
  const time = (ms: number) => formatDuration(language, ms);
  const counted = { kind: "count", format: count, steps } as const;
  const known = of(({ inbound, outbound, opened }) => ({ inbound, outbound, opened }))[0];
  const durations = (name: "firstResponse" | "resolution") => (
    <Chart
      title={words[name]}
      hint={words[`${name}Hint`]}
      steps={steps}
      kind="duration"
      format={time}
      series={[
        { name: words.median, shape: "line", values: of((numbers) => numbers[name].medianMs) },
        { name: words.p90, shape: "dashed", values: of((numbers) => numbers[name].p90Ms) },
      ]}
      more={[{ name: words.count, values: of((numbers) => count(numbers[name].count)) }]}
    />
  );
  return (
    <>
      {known?.inbound === null && known.outbound === null ? null : (
        <Chart
          {...counted}
          title={words.volumes}
          hint={words.volumesHint}
          series={[
            ...(known?.inbound === null
              ? []
              : [{ name: words.inbound, shape: "hollow" as const, values: of((one) => one.inbound) }]),
            { name: words.outbound, shape: "bar", values: of((one) => one.outbound) },
          ]}
        />
      )}
      <Chart
        {...counted}
        title={words.work}
        hint={words.workHint}
        series={[
          ...(known?.opened === null
            ? []
            : [{ name: words.opened, shape: "hollow" as const, values: of((one) => one.opened) }]),
          { name: words.closed, shape: "bar", values: of((one) => one.closed) },
        ]}
      />
      {durations("firstResponse")}
      {durations("resolution")}
      {course.steps.every(({ backlog }) => backlog === null) ? null : (
        <Chart
          {...counted}
          title={words.backlog}
          hint={words.backlogHint}
          series={[{ name: words.backlog, shape: "line", values: course.steps.map(({ backlog }) => backlog) }]}
        />
      )}
      <Chart
        title={words.satisfaction}
        hint={words.satisfactionHint}
        empty={words.noAnswers}
        kind="count"
        format={count}
        stepTitle={words.score}
        steps={scores.map((_, index) => ({ short: count(index + 1), long: words.outOfFive(count(index + 1)) }))}
        series={[{ name: words.count, shape: "bar", values: scores }]}
      />
    </>
  );
}
