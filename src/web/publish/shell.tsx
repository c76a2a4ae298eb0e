/** Public answers: the lists on the left, the open list or page on the right; on a phone one after the other. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Navigate, useParams } from "@tanstack/react-router";
import { ArrowLeft, BookOpen, MessageSquare, Pencil, ShieldCheck, Undo2, type LucideIcon } from "lucide-react";
import { useEffect, useRef } from "react";
import { meQuery } from "../client/queries.ts";
import { useT } from "../i18n/language.tsx";
import { useLiveChanges } from "../live/live.tsx";
import type { Self } from "../settings/registry.ts";
import { useNarrow } from "../settings/narrow.ts";
import { ScreenOverlays } from "../shell/screen-overlays.tsx";
import { Icon } from "../ui/icon.tsx";
import { LISTS, type ListName } from "./address.ts";
import { countsOfPublications, publishKeys } from "./calls.ts";
import { ListScreen } from "./list.tsx";
import { CommentsScreen } from "./posts/comments.tsx";
import { pendingComments } from "./posts/calls.ts";
import { PageScreen } from "./page-screen.tsx";
import { usePublishWords } from "./words.ts";
import "../styles/people.css";
import "../styles/settings.css";
import "../styles/publish.css";

const ICONS: Record<ListName, LucideIcon> = {
  draft: Pencil,
  review: ShieldCheck,
  published: BookOpen,
  withdrawn: Undo2,
  comments: MessageSquare,
};

export function PublishShell() {
  const me = useQuery(meQuery).data;
  return me ? <Frame me={me} /> : null;
}

function Frame({ me }: { me: Self }) {
  const words = usePublishWords();
  const client = useQueryClient();
  const splat = useParams({ strict: false, select: (params) => params._splat ?? "" });
  const [part = ""] = splat.split("/");
  const list = LISTS.find((one) => one === part);
  const narrow = useNarrow();
  const main = useRef<HTMLElement>(null);
  useLiveChanges((plan) => {
    if (plan.everything || plan.kinds.has("publication") || plan.kinds.has("comment"))
      void client.invalidateQueries({ queryKey: publishKeys.all });
  });
  useEffect(() => {
    document.title = `${list ? words.list[list] : words.title} · Parley`;
    // The lists went away: whoever uses a keyboard or a screen reader goes on at the page.
    if (narrow && part !== "") main.current?.focus();
  }, [list, words, narrow, part]);
  if (part === "" && !narrow) return <Navigate to="/publications/$" params={{ _splat: LISTS[0] }} replace />;
  return (
    <div className="settings-frame" data-open={part !== ""}>
      <Lists current={list} />
      <main ref={main} className="settings people publish" tabIndex={-1}>
        <Link to="/publications" className="btn quiet only-m to-sections">
          <Icon of={ArrowLeft} />
          {words.toLists}
        </Link>
        {part === "" ? null : list === "comments" ? (
          <CommentsScreen me={me} />
        ) : list ? (
          <ListScreen key={list} me={me} list={list} />
        ) : (
          <PageScreen key={part} me={me} id={part} />
        )}
      </main>
      <ScreenOverlays me={me} />
    </div>
  );
}

function Lists({ current }: { current: ListName | undefined }) {
  const words = usePublishWords();
  const { language } = useT();
  const comments = useQuery(pendingComments).data?.pending;
  // What waits for a person; the rest only grows.
  const numbers: Partial<Record<ListName, number | undefined>> = {
    ...useQuery(countsOfPublications).data?.counts,
    comments,
  };
  return (
    <nav className="sections" aria-label={words.lists}>
      <Link to="/inbox" className="home">
        <Icon of={ArrowLeft} />
        {words.back}
      </Link>
      <h1>{words.title}</h1>
      <ul>
        {LISTS.map((one) => (
          <li key={one}>
            <Link to="/publications/$" params={{ _splat: one }} aria-current={one === current ? "page" : undefined}>
              <Icon of={ICONS[one]} />
              <span className="grow">{words.list[one]}</span>
              {numbers[one] === undefined ? null : <span className="num">{numbers[one].toLocaleString(language)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
