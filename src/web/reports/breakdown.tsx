/** The period once more, by account, colleague, label, topic, platform or visibility; in the order of names, never of numbers. */
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useT } from "../i18n/language.tsx";
import { ScrollX } from "../ui/scroll-x.tsx";
import { breakdownQuery, type By, csvHref, type Numbers, type Query } from "./calls.ts";
import { formatAverage, formatDuration, formatNumber, formatShare } from "./format.ts";
import { useReportWords } from "./words.ts";

export function Breakdown({ query, kinds }: { query: Query; kinds: By[] }) {
  const words = useReportWords();
  const { t, language } = useT();
  const [chosen, setChosen] = useState<By>("account");
  const by = kinds.includes(chosen) ? chosen : (kinds[0] ?? "account");
  const items = useQuery(breakdownQuery(query, by)).data?.items ?? [];
  const id = useId();
  const nameOf = ({ id: which, name }: (typeof items)[number]) => {
    if (which === null) return words.none[by];
    if (which === "private" || which === "public") return words[which];
    if (which === "x" || which === "telegram" || which === "discord") return t.platform[which];
    return name ?? words.gone;
  };
  const rows = items
    .map((item) => ({ key: item.id ?? "none", name: nameOf(item), numbers: item.numbers }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language));
  const columns = useColumns();
  return (
    <section className="chart wide" aria-labelledby={id}>
      <header>
        <h2 id={id}>{words.breakdown}</h2>
        <select
          aria-label={words.breakdown}
          value={by}
          onChange={({ target }) => setChosen(kinds.find((one) => one === target.value) ?? "account")}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {words.breakdownBy[one]}
            </option>
          ))}
        </select>
        <a className="btn quiet no-print" href={csvHref(query, by)} download>
          CSV
        </a>
      </header>
      {by === "label" ? <p className="hint">{words.breakdownHint}</p> : null}
      {rows.length === 0 ? (
        <p className="nothing">{words.nothing}</p>
      ) : (
        <ScrollX label={words.breakdown}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                {columns.map(({ name }) => (
                  <th key={name} scope="col" className="n">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, name, numbers }) => (
                <tr key={key}>
                  <th scope="row">{name}</th>
                  {columns.map((column) => (
                    <td key={column.name} className="n num">
                      {column.of(numbers) ?? "–"}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollX>
      )}
    </section>
  );
}

function useColumns(): { name: string; of: (numbers: Numbers) => string | null }[] {
  const { short } = useReportWords();
  const { language } = useT();
  const count = (n: number | null) => (n === null ? null : formatNumber(language, n));
  const time = (ms: number | null) => (ms === null ? null : formatDuration(language, ms));
  return [
    { name: short.inbound, of: (of) => count(of.inbound) },
    { name: short.outbound, of: (of) => count(of.outbound) },
    { name: short.opened, of: (of) => count(of.opened) },
    { name: short.closed, of: (of) => count(of.closed) },
    { name: short.first, of: (of) => time(of.firstResponse.medianMs) },
    { name: short.p90, of: (of) => time(of.firstResponse.p90Ms) },
    { name: short.resolution, of: (of) => time(of.resolution.medianMs) },
    {
      name: short.inTime,
      of: ({ firstResponseInTime: { count: all, kept } }) => (all === 0 ? null : formatShare(language, kept / all)),
    },
    {
      name: short.satisfaction,
      of: ({ satisfaction }) => (satisfaction.average === null ? null : formatAverage(language, satisfaction.average)),
    },
  ];
}
