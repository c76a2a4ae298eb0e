/** Where a page stands on platforms, part by part: what failed goes on, what is in doubt is asked about, all of it can be taken away. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { safeHref } from "../../conversation/pieces.ts";
import { useT } from "../../i18n/language.tsx";
import { Part } from "../../settings/kit/page.tsx";
import type { Self } from "../../settings/registry.ts";
import { lazily } from "../../shell/lazily.ts";
import { PlatformCode } from "../../ui/bits.tsx";
import { useFailure } from "../../ui/toast.tsx";
import { Ask } from "../ask.tsx";
import type { PublicationDetail } from "../calls.ts";
import { posts, type PostPart, type PostView, postsQuery } from "./calls.ts";
import { usePostWords } from "./words.ts";

const NewPost = lazily(() => import("./new-post.tsx").then((part) => part.NewPost));

export function Posts({ me, page }: { me: Self; page: PublicationDetail }) {
  const words = usePostWords();
  const list = useQuery(postsQuery(page.id)).data?.items;
  const [making, setMaking] = useState(false);
  const mayPost = me.permissions.includes("publication.manage");
  const isPublic = page.state === "published";
  if (!list || (list.length === 0 && !(isPublic && mayPost))) return null;
  return (
    <Part title={words.title} {...(list.length === 0 ? { hint: words.none } : {})}>
      {list.length === 0 ? null : (
        <ul className="pub-posts" aria-label={words.title}>
          {list.map((post) => (
            <Post key={post.id} post={post} publicationId={page.id} mayPost={mayPost} />
          ))}
        </ul>
      )}
      {isPublic && mayPost ? (
        <div>
          <button type="button" className="btn" onClick={() => setMaking(true)}>
            {words.make}
          </button>
        </div>
      ) : null}
      <Suspense>{making ? <NewPost page={page} onClose={() => setMaking(false)} /> : null}</Suspense>
    </Part>
  );
}

function Post({ post, publicationId, mayPost }: { post: PostView; publicationId: string; mayPost: boolean }) {
  const words = usePostWords();
  const client = useQueryClient();
  const failed = useFailure();
  const [removing, setRemoving] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: postsQuery(publicationId).queryKey });
  const run = useMutation({ mutationFn: (act: () => Promise<unknown>) => act(), onError: failed, onSettled: refresh });
  const where = post.thread ?? post.place;
  const href = where.url === null ? null : safeHref(where.url);
  const gone = post.state === "removed" || post.state === "removing";
  return (
    <li data-testid="post" data-state={post.state}>
      <p className="pub-post-head">
        <PlatformCode platform={post.platform} />
        {href === null ? (
          <b>{post.place.title ?? post.place.id}</b>
        ) : (
          <a href={href} target="_blank" rel="noopener noreferrer" className="pub-link">
            {post.place.title ?? post.place.id}
          </a>
        )}
        <span className={LOOK[post.state]}>{words.state[post.state]}</span>
        {post.tags.map((tag) => (
          <span key={tag} className="tag">
            {tag}
          </span>
        ))}
        {post.outdated && !gone ? <span className="hint">{words.outdated(post.version)}</span> : null}
      </p>
      {post.parts.length > 0 ? (
        <ol className="pub-parts">
          {post.parts.map((part) => (
            <OnePart
              key={part.position}
              part={part}
              title={post.title}
              onSettle={mayPost ? (fate) => run.mutate(() => posts.settle(post.id, part.position, fate)) : null}
            />
          ))}
        </ol>
      ) : null}
      {mayPost ? (
        <div className="btns">
          {post.canResume ? (
            <button type="button" className="btn" onClick={() => run.mutate(() => posts.resume(post.id))}>
              {words.resume}
            </button>
          ) : null}
          {post.canUpdate ? (
            <button type="button" className="btn" onClick={() => run.mutate(() => posts.update(post.id))}>
              {words.update}
            </button>
          ) : null}
          {gone ? null : (
            <button type="button" className="btn quiet danger" onClick={() => setRemoving(true)}>
              {words.remove}
            </button>
          )}
        </div>
      ) : null}
      {removing ? (
        <Ask
          title={words.removeTitle}
          action={words.remove}
          look="btn danger"
          onClose={() => setRemoving(false)}
          onConfirm={async () => {
            await posts.remove(post.id);
            await refresh();
            setRemoving(false);
          }}
        >
          <p className="says">{words.removeHint}</p>
        </Ask>
      ) : null}
    </li>
  );
}

const LOOK: Record<PostView["state"], string> = {
  posting: "tag",
  posted: "tag ok",
  partial: "tag warn",
  failed: "tag bad",
  removing: "tag",
  removed: "tag",
};

const BAD = new Set<PostPart["state"]>(["failed", "change-failed", "removal-failed", "lost"]);
const DOUBT = new Set<PostPart["state"]>(["doubtful", "change-doubtful", "removal-doubtful", "by-hand"]);

interface OnePartProps {
  part: PostPart;
  /** Of the post: all that a first part may have to say, where a thread begins with nothing else. */
  title: string;
  onSettle: ((fate: "there" | "not-there") => void) | null;
}

function OnePart({ part, title, onSettle }: OnePartProps) {
  const words = usePostWords();
  const { t } = useT();
  const href = part.url === null ? null : safeHref(part.url);
  const said = part.text || title;
  const look = BAD.has(part.state) ? "tag bad" : DOUBT.has(part.state) ? "tag warn" : "tag";
  return (
    <li data-testid="post-part" data-state={part.state}>
      {said === "" ? null : <p className="words">{said}</p>}
      <p className="hint">
        <span className={look}>{words.part[part.state]}</span>{" "}
        {href === null ? null : (
          <a href={href} target="_blank" rel="noopener noreferrer" className="pub-link">
            {words.look}
          </a>
        )}{" "}
        {part.detail ?? (part.code === null ? "" : t.reason(part.code, ""))}
      </p>
      {part.canSettle && onSettle ? (
        <div className="btns">
          <button type="button" className="btn" onClick={() => onSettle("there")}>
            {words.there}
          </button>
          <button type="button" className="btn" onClick={() => onSettle("not-there")}>
            {words.notThere}
          </button>
        </div>
      ) : null}
    </li>
  );
}
