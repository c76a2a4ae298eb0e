/** A chart with its title, legend, read-out and table: pointer, arrow keys and screen readers get the same numbers. */
import { useId, useState, type KeyboardEvent, type ReactNode } from "react";
import { ScrollX } from "../../ui/scroll-x.tsx";
import type { StepName } from "../format.ts";
import { useReportWords } from "../words.ts";
import { Plot } from "./plot.tsx";

export interface Series {
  name: string;
  /** Null: nothing to show there. */
  values: (number | null)[];
  shape: "bar" | "hollow" | "line" | "dashed";
}

interface ChartProps {
  title: string;
  hint: string;
  steps: StepName[];
  series: Series[];
  kind: "count" | "duration";
  format: (value: number) => string;
  /** What the steps are. */
  stepTitle?: string;
  /** In place of a chart in which there is nothing. */
  empty?: string;
  /** Columns of the table that the chart has no room for. */
  more?: { name: string; values: (string | null)[] }[];
}

export function Chart({ title, hint, steps, series, kind, format, stepTitle, empty, more = [] }: ChartProps) {
  const words = useReportWords();
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const isEmpty = series.every(({ values }) =>
    values.every((value) => value === null || (kind === "count" && value === 0)),
  );
  return (
    <section className="chart" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {isEmpty ? null : (
          <button type="button" className="btn quiet no-print" onClick={() => setAsTable(!asTable)}>
            {asTable ? words.asChart : words.asTable}
            <span className="vh">{`: ${title}`}</span>
          </button>
        )}
      </header>
      <p className="hint">{hint}</p>
      {isEmpty ? (
        <p className="nothing">{empty ?? words.nothing}</p>
      ) : asTable ? (
        <Numbers title={title} stepTitle={stepTitle ?? words.time} steps={steps} more={more}>
          {series.map(({ name, values }) => ({
            name,
            values: values.map((value) => (value === null ? null : format(value))),
          }))}
        </Numbers>
      ) : (
        <Drawing label={title} steps={steps} series={series} kind={kind} format={format} />
      )}
    </section>
  );
}

function Drawing({
  label,
  steps,
  series,
  kind,
  format,
}: Pick<ChartProps, "steps" | "series" | "kind" | "format"> & { label: string }) {
  const words = useReportWords();
  const [active, setActive] = useState<number | null>(null);
  const last = steps.length - 1;
  const go = (event: KeyboardEvent) => {
    const at = active ?? (event.key === "ArrowRight" ? -1 : last + 1);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setActive(Math.max(0, Math.min(last, to)));
  };
  const told = active === null ? null : tellStep(steps, series, format, active);
  return (
    <>
      <p className="legend">
        {series.map(({ name, shape, values }) => (
          <span key={name}>
            <span className={`swatch s-${shape}`} aria-hidden="true" />
            {values.every((value) => value === null) ? words.tooFew(name) : name}
          </span>
        ))}
      </p>
      {/* Arrow keys walk its steps, as with a slider. */}
      <div
        className="plot"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={active ?? last}
        aria-valuetext={told ?? words.chartKeys}
        onKeyDown={go}
        onBlur={() => setActive(null)}
        onPointerLeave={() => setActive(null)}
      >
        <Plot steps={steps} series={series} kind={kind} format={format} active={active} onActive={setActive} />
      </div>
      <p className="read-out num" aria-hidden="true">
        {told ?? " "}
      </p>
    </>
  );
}

function tellStep(steps: StepName[], series: Series[], format: (value: number) => string, at: number): string {
  const values = series.flatMap(({ name, values: all }) => {
    const value = all[at] ?? null;
    return value === null ? [] : [`${name} ${format(value)}`];
  });
  return [steps[at]?.long ?? "", ...values].join(" · ");
}

interface NumbersProps {
  title: string;
  stepTitle: string;
  steps: StepName[];
  more: NonNullable<ChartProps["more"]>;
  children: { name: string; values: (string | null)[] }[];
}

function Numbers({ title, stepTitle, steps, more, children }: NumbersProps) {
  const columns = [...children, ...more];
  const cell = (text: string | null | undefined): ReactNode => text ?? "–";
  return (
    <ScrollX label={title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{stepTitle}</th>
            {columns.map(({ name }) => (
              <th key={name} scope="col" className="n">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {steps.map((step, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- steps have no other name
            <tr key={at}>
              <th scope="row">{step.long}</th>
              {columns.map(({ name, values }) => (
                <td key={name} className="n num">
                  {cell(values[at])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}
