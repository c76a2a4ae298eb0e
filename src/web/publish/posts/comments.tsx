/** What users wrote under posts: looked at by a person before a page shows it. */
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { COMMENT_STATES } from "../../../domain/publications.ts";
import { safeHref } from "../../conversation/pieces.ts";
import { useT } from "../../i18n/language.tsx";
import { LoadFailed, Page } from "../../settings/kit/page.tsx";
import type { Self } from "../../settings/registry.ts";
import { useKeys } from "../../shell/keys.ts";
import { Handle, PlatformCode, ShortTime } from "../../ui/bits.tsx";
import { dateOfMinute, useMinute } from "../../ui/minute.ts";
import { useFailure } from "../../ui/toast.tsx";
import { publishKeys } from "../calls.ts";
import { usePublishWords } from "../words.ts";
import { commentsQuery, type CommentState, type CommentView, posts } from "./calls.ts";
import { usePostWords } from "./words.ts";

export function CommentsScreen({ me }: { me: Self }) {
  const { list, lead, none, more } = usePublishWords();
  const words = usePostWords();
  const [state, setState] = useState<CommentState>("pending");
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(commentsQuery(state));
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const client = useQueryClient();
  const failed = useFailure();
  const decide = useMutation({
    mutationFn: ({ comment, to }: { comment: CommentView; to: "shown" | "hidden" }) => posts.decide(comment, to),
    onError: failed,
    onSettled: () => client.invalidateQueries({ queryKey: publishKeys.all }),
  });
  const mayDecide = me.permissions.includes("publication.manage");
  const onFocused = (to: "shown" | "hidden") => {
    const id = document.activeElement?.closest("[data-comment]")?.getAttribute("data-comment");
    const comment = items.find((one) => one.id === id);
    if (comment && mayDecide) decide.mutate({ comment, to });
  };
  useKeys({ j: () => walk(1), k: () => walk(-1), y: () => onFocused("shown"), x: () => onFocused("hidden") });
  return (
    <Page title={list.comments} lead={lead.comments}>
      <div className="seg pub-states" role="radiogroup" aria-label={words.commentStates}>
        {COMMENT_STATES.map((one) => (
          <label key={one}>
            <input type="radio" name="state" className="vh" checked={state === one} onChange={() => setState(one)} />
            {words.comment[one]}
          </label>
        ))}
      </div>
      {error === null ? null : <LoadFailed error={error} onRetry={() => void refetch()} />}
      {data === undefined ? null : items.length === 0 ? (
        <p className="empty-list">{state === "pending" ? none.comments : words.noComments}</p>
      ) : (
        <ul className="items pub-comments" aria-label={list.comments}>
          {items.map((comment) => (
            <Comment
              key={comment.id}
              comment={comment}
              onDecide={mayDecide ? (to) => decide.mutate({ comment, to }) : null}
            />
          ))}
        </ul>
      )}
      {hasNextPage ? (
        <button type="button" className="btn" onClick={() => void fetchNextPage()}>
          {more}
        </button>
      ) : null}
    </Page>
  );
}

function walk(step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>(".pub-comments > li")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[at === -1 ? 0 : Math.max(0, Math.min(rows.length - 1, at + step))];
  next?.querySelector<HTMLElement>("button, a")?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

interface CommentProps {
  comment: CommentView;
  onDecide: ((to: "shown" | "hidden") => void) | null;
}

function Comment({ comment, onDecide }: CommentProps) {
  const words = usePostWords();
  const { t } = useT();
  const now = dateOfMinute(useMinute());
  const href = comment.url === null ? null : safeHref(comment.url);
  return (
    <li data-comment={comment.id} data-testid="comment">
      <div className="grow">
        <p className="pub-post-head">
          <PlatformCode platform={comment.platform} />
          <b>{comment.author.name}</b>
          <Handle platform={comment.platform} handle={comment.author.handle} />
          {comment.poses ? <span className="tag bad">{t.posing}</span> : null}
          <ShortTime at={comment.at} now={now} />
        </p>
        <p className="words">{comment.text}</p>
        {comment.original === comment.text ? null : (
          <details>
            <summary>{words.original}</summary>
            <p className="words">{comment.original}</p>
          </details>
        )}
        <p className="hint">
          {words.under}{" "}
          <Link to="/publications/$" params={{ _splat: comment.publicationId }} className="pub-link">
            {comment.page.title}
          </Link>
          {href === null ? null : (
            <>
              {" · "}
              <a href={href} target="_blank" rel="noopener noreferrer" className="pub-link">
                {words.look}
              </a>
            </>
          )}
        </p>
      </div>
      {onDecide && comment.state !== "shown" ? (
        <button type="button" className="btn" onClick={() => onDecide("shown")}>
          {words.show}
          <kbd aria-hidden="true">Y</kbd>
        </button>
      ) : null}
      {onDecide && comment.state !== "hidden" ? (
        <button type="button" className="btn" onClick={() => onDecide("hidden")}>
          {words.hide}
          <kbd aria-hidden="true">X</kbd>
        </button>
      ) : null}
    </li>
  );
}
