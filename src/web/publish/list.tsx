/** One list of pages: rows are links, walked by J and K; new FAQ pages begin here. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { LoadFailed, Page } from "../settings/kit/page.tsx";
import type { Self } from "../settings/registry.ts";
import { useKeys } from "../shell/keys.ts";
import { lazily } from "../shell/lazily.ts";
import { ShortTime } from "../ui/bits.tsx";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import type { ListName } from "./address.ts";
import { listOfPublications, type PublicationItem } from "./calls.ts";
import { usePublishWords } from "./words.ts";

const NewFaq = lazily(() => import("./new-faq.tsx").then((part) => part.NewFaq));

interface Props {
  me: Self;
  list: Exclude<ListName, "comments">;
}

export function ListScreen({ me, list }: Props) {
  const words = usePublishWords();
  const [making, setMaking] = useState(false);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    listOfPublications(list),
  );
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const mayWrite = me.permissions.includes("publication.write");
  useKeys({
    j: () => walk(1),
    k: () => walk(-1),
    ...(mayWrite ? { n: () => setMaking(true) } : {}),
  });
  return (
    <Page
      title={words.list[list]}
      lead={words.lead[list]}
      actions={
        mayWrite ? (
          <button type="button" className="btn solid" onClick={() => setMaking(true)}>
            {words.newFaq.button}
            <kbd aria-hidden="true">N</kbd>
          </button>
        ) : null
      }
    >
      {error === null ? null : <LoadFailed error={error} onRetry={() => void refetch()} />}
      {data === undefined ? null : items.length === 0 ? (
        <p className="empty-list">{words.none[list]}</p>
      ) : (
        <ul className="items pub-list" aria-label={words.list[list]}>
          {items.map((item) => (
            <Row key={item.id} item={item} />
          ))}
        </ul>
      )}
      {hasNextPage ? (
        <button type="button" className="btn" aria-disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.more}
        </button>
      ) : null}
      <Suspense>{making ? <NewFaq onClose={() => setMaking(false)} /> : null}</Suspense>
    </Page>
  );
}

/** Moves the focus to the next row; from anywhere else to the first. */
function walk(step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>(".pub-list a")];
  const at = rows.findIndex((row) => row === document.activeElement);
  rows[at === -1 ? 0 : Math.max(0, Math.min(rows.length - 1, at + step))]?.focus();
}

function Row({ item }: { item: PublicationItem }) {
  const words = usePublishWords();
  const now = dateOfMinute(useMinute());
  return (
    <li>
      <Link to="/publications/$" params={{ _splat: item.id }} className="pub-row" data-testid="publication-row">
        <span className="name" lang={item.language === "zh" ? "zh-CN" : "en"}>
          {item.title === "" ? words.untitled : item.title}
        </span>
        <span className="hint">
          <span className="tag">{words.kind[item.kind]}</span>
          {item.kind === "faq" ? null : <span className="tag">{words.form[item.form]}</span>}
          <span className="tag">{words.language[item.language]}</span>
          {item.revision === null ? null : <span className="tag warn">{words.revision[item.revision]}</span>}
          <span>{words.byWhom(item.author?.name ?? words.somebody)}</span>
          <ShortTime at={item.updatedAt} now={now} />
        </span>
      </Link>
    </li>
  );
}
