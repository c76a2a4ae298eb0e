/** Draws bars and lines over the steps of a chart, as wide as it is shown, so that letters keep their size. */
import { useEffect, useRef, useState } from "react";
import type { StepName } from "../format.ts";
import { ticksOf } from "./axis.ts";
import type { Series } from "./chart.tsx";

const HEIGHT = 200;
const TOP = 8;
const BOTTOM = 24;
const RIGHT = 8;
const MOST_BAR = 18;
const LETTER = 7;
const LABEL_GAP = 14;

interface PlotProps {
  steps: StepName[];
  series: Series[];
  kind: "count" | "duration";
  format: (value: number) => string;
  active: number | null;
  onActive: (at: number) => void;
}

export function Plot({ steps, series, kind, format, active, onActive }: PlotProps) {
  const [box, width] = useWidth();
  const most = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const ticks = ticksOf(most, kind);
  const top = ticks.at(-1) ?? most;
  const left = Math.max(...ticks.map((tick) => widthOf(format(tick)))) + 10;
  // Before it is laid out there is no width.
  const band = Math.max(0, width - left - RIGHT) / Math.max(1, steps.length);
  const y = (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM);
  const middle = (at: number) => left + band * (at + 0.5);
  const bars = series.filter(({ shape }) => shape === "bar" || shape === "hollow");
  const barWidth = Math.min(MOST_BAR, (band * 0.72) / Math.max(1, bars.length));
  const every = Math.ceil((Math.max(...steps.map(({ short }) => widthOf(short))) + LABEL_GAP) / Math.max(1, band));
  return (
    <div ref={box}>
      <svg width={width} height={HEIGHT} aria-hidden="true" focusable="false">
        {ticks.map((tick) => (
          <g key={tick}>
            <line className="grid" x1={left} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
            <text x={left - 8} y={y(tick) + 4} textAnchor="end">
              {format(tick)}
            </text>
          </g>
        ))}
        {active === null ? null : (
          <rect className="active" x={left + band * active} y={TOP} width={band} height={HEIGHT - TOP - BOTTOM} />
        )}
        {bars.map(({ name, shape, values }, place) =>
          values.map((value, at) =>
            value === null || value === 0 ? null : (
              <rect
                // oxlint-disable-next-line react/no-array-index-key -- the place is the name
                key={`${name} ${at}`}
                className={`s-${shape}`}
                x={middle(at) + (place - bars.length / 2) * barWidth + 0.5}
                y={y(value)}
                width={Math.max(1, barWidth - 1)}
                height={y(0) - y(value)}
              />
            ),
          ),
        )}
        {series
          .filter((one) => !bars.includes(one))
          .map((one) => (
            <Line key={one.name} series={one} x={middle} y={y} />
          ))}
        {steps.map(({ short }, at) =>
          at % every === 0 ? (
            // oxlint-disable-next-line react/no-array-index-key -- the place is the name
            <text key={at} x={middle(at)} y={HEIGHT - 6} textAnchor="middle">
              {short}
            </text>
          ) : null,
        )}
        {steps.map((_, at) => (
          <rect
            // oxlint-disable-next-line react/no-array-index-key -- the place is the name
            key={at}
            className="reach"
            x={left + band * at}
            y={0}
            width={band}
            height={HEIGHT}
            onPointerEnter={() => onActive(at)}
            onPointerDown={() => onActive(at)}
          />
        ))}
      </svg>
    </div>
  );
}

/** Broken where there is nothing; every point is marked, so that one alone is seen. */
function Line({ series, x, y }: { series: Series; x: (at: number) => number; y: (value: number) => number }) {
  const points = series.values.map((value, at) => (value === null ? null : ([x(at), y(value)] as const)));
  const path = points
    .map((point, at) => (point === null ? "" : `${points[at - 1] ? "L" : "M"}${point[0]} ${point[1]}`))
    .join("");
  return (
    <>
      <path className={`s-${series.shape}`} d={path} />
      {points.map((point) =>
        point === null ? null : (
          <circle key={point[0]} className={`s-${series.shape}`} cx={point[0]} cy={point[1]} r={2.5} />
        ),
      )}
    </>
  );
}

/** Near enough for an axis: Han letters are twice as wide. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => sum + (letter > "\u2e80" ? LETTER * 1.8 : LETTER), 0);
}

function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);
  return [box, width] as const;
}
