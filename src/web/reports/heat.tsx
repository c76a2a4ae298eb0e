/** Hours of the week as a table whose cells are darker where more happened; the numbers are in the cells for whoever cannot see shades. */
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useT } from "../i18n/language.tsx";
import { ScrollX } from "../ui/scroll-x.tsx";
import { type HeatMeasure, hoursQuery, type Query } from "./calls.ts";
import { formatNumber, weekdayNames } from "./format.ts";
import { useReportWords } from "./words.ts";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const SHADES = 5;

export function HeatMap({ query, measures }: { query: Query; measures: HeatMeasure[] }) {
  const words = useReportWords();
  const { language } = useT();
  const [chosen, setChosen] = useState<HeatMeasure | null>(null);
  const measure = chosen !== null && measures.includes(chosen) ? chosen : (measures[0] ?? "inbound");
  const cells = useQuery(hoursQuery(query, measure)).data?.cells ?? [];
  const id = useId();
  const most = Math.max(0, ...cells);
  const days = weekdayNames(language, "long");
  const short = weekdayNames(language, "short");
  const at = cells.indexOf(most);
  const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
  return (
    <section className="chart wide" aria-labelledby={id}>
      <header>
        <h2 id={id}>{words.hours}</h2>
        {measures.length < 2 ? null : (
          <select
            aria-label={`${words.hours}: ${words.count}`}
            value={measure}
            onChange={({ target }) => setChosen(measures.find((one) => one === target.value) ?? null)}
          >
            {measures.map((one) => (
              <option key={one} value={one}>
                {words.hoursOf[one]}
              </option>
            ))}
          </select>
        )}
      </header>
      <p className="hint">
        {words.hoursHint}
        {most === 0
          ? null
          : ` ${words.mostAt(`${days[Math.floor(at / 24)] ?? ""} ${clock(at % 24)}`, formatNumber(language, most))}`}
      </p>
      {most === 0 ? (
        <p className="nothing">{words.nothing}</p>
      ) : (
        <ScrollX label={words.hours}>
          <table className="heat num">
            <thead>
              <tr>
                <th scope="col">
                  <span className="vh">{words.weekday}</span>
                </th>
                {HOURS.map((hour) => (
                  <th key={hour} scope="col">
                    <span aria-hidden="true">{hour % 3 === 0 ? hour : ""}</span>
                    <span className="vh">{clock(hour)}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map((day, index) => (
                <tr key={day}>
                  <th scope="row">
                    <span aria-hidden="true">{short[index]}</span>
                    <span className="vh">{day}</span>
                  </th>
                  {HOURS.map((hour) => {
                    const n = cells[index * 24 + hour] ?? 0;
                    return (
                      <td
                        key={hour}
                        data-shade={Math.ceil((n / most) * SHADES)}
                        title={`${day} ${clock(hour)}: ${formatNumber(language, n)}`}
                      >
                        <span className="vh">{formatNumber(language, n)}</span>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollX>
      )}
    </section>
  );
}
