/** Every page with its counts, ordered by any of them. */
import { useId } from "react";
import { useT } from "../../i18n/language.tsx";
import { ScrollX } from "../../ui/scroll-x.tsx";
import { formatNumber, formatShare } from "../format.ts";
import { ANSWER_SORTS, type AnswerSort } from "../range.ts";
import type { PageReport } from "./report.tsx";
import { useAnswersReportWords } from "./words.ts";

interface PageTableProps {
  pages: PageReport["pages"];
  /** Of all, those beyond the table too. */
  pageCount: number;
  sort: AnswerSort;
  onSort: (sort: AnswerSort) => void;
}

export function PageTable({ pages, pageCount, sort, onSort }: PageTableProps) {
  const words = useAnswersReportWords();
  const { language } = useT();
  const id = useId();
  const count = (n: number) => formatNumber(language, n);
  return (
    <section className="chart wide" aria-labelledby={id}>
      <header>
        <h2 id={id}>{words.pages}</h2>
      </header>
      <p className="hint">
        {words.pagesHint} {pages.length < pageCount ? words.shown(count(pages.length), count(pageCount)) : null}
      </p>
      <ScrollX label={words.pages}>
        <table className="pages">
          <thead>
            <tr>
              <th scope="col">{words.page}</th>
              {ANSWER_SORTS.map((name) => (
                <th key={name} scope="col" className="n" aria-sort={name === sort ? "descending" : undefined}>
                  <button type="button" className="btn quiet" onClick={() => onSort(name)}>
                    {words[name]}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pages.map((page) => (
              <tr key={page.id}>
                <th scope="row">
                  <PageName page={page} />
                </th>
                {ANSWER_SORTS.map((name) => (
                  <td key={name} className="n num">
                    {count(page.counts[name])}
                    {name === "asked" && page.counts.asked > 0 && page.counts.views > 0 ? (
                      <small>{formatShare(language, Math.min(1, page.counts.asked / page.counts.views))}</small>
                    ) : null}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  );
}

function PageName({ page: { kind, slug, title, language, state } }: { page: PageReport["pages"][number] }) {
  const words = useAnswersReportWords();
  const about = [words.kinds[kind], words.languages[language], ...(state === "withdrawn" ? [words.withdrawn] : [])];
  return (
    <>
      {state === "published" ? (
        <a
          href={`/${kind === "faq" ? "faq" : "q"}/${encodeURIComponent(slug)}`}
          target="_blank"
          rel="noreferrer"
          lang={language}
        >
          {title}
          <span className="vh">{` (${words.openPage})`}</span>
        </a>
      ) : (
        <span lang={language}>{title}</span>
      )}
      <small>{about.join(" · ")}</small>
    </>
  );
}
