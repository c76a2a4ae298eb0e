/** What makes a page part of the team: says where it is, hears where the others are, and keeps the notices. */
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams, useRouter } from "@tanstack/react-router";
import { Suspense, useEffect, useRef } from "react";
import { agentsQuery, keys } from "../client/queries.ts";
import type { Here, Me } from "../client/types.ts";
import { onBeside } from "../live/beside.ts";
import { useLiveState } from "../live/live.tsx";
import { isLeader } from "../live/share.ts";
import { inboxHref } from "../shell/address.ts";
import { useKeys } from "../shell/keys.ts";
import { lazily } from "../shell/lazily.ts";
import { useAgentName } from "../ui/agents.ts";
import { beginAnnouncing, showing } from "./announce.ts";
import { calls, noticesQuery, switchesQuery } from "./calls.ts";
import { HandOver } from "./hand-over.tsx";
import { takeEverywhere, takeTold } from "./here.ts";
import { Notices, whatOf } from "./notices.tsx";
import { openTogether, useOpened } from "./open.ts";
import { sayWhenLooking, tellBrowser } from "./tell-browser.ts";
import { useTogetherWords } from "./words.ts";
import "../styles/people.css";
import "../styles/settings.css";
import "../styles/together.css";

export { Bell } from "./bell.tsx";
export { HeldNotice } from "./held.tsx";
export { MentionList } from "./mention-list.tsx";
export { MyWork } from "./my-work.tsx";
export { RowWatchers, Watchers } from "./watchers.tsx";

const Choose = lazily(() => import("../publish/choose.tsx").then((part) => part.Choose));

export function Together({ me }: { me: Me }) {
  const openId = useParams({ strict: false, select: (params) => params.id ?? null });
  const opened = useOpened();
  const { state } = useLiveState();
  const client = useQueryClient();

  useEffect(beginAnnouncing, []);
  useEffect(sayWhenLooking, []);
  useEffect(() => showing(openId), [openId]);
  useEffect(() => {
    if (state !== "open") return;
    // What was told beside the log while nobody listened does not come again.
    const askedAt = performance.now();
    void calls.everywhere().then(
      ({ items }) => takeEverywhere(items, askedAt),
      () => {},
    );
    void client.invalidateQueries({ queryKey: noticesQuery.queryKey });
  }, [state, client]);
  useEffect(
    () =>
      onBeside((beside) => {
        if (beside.name === "presence") {
          takeTold(beside.here);
          learnNames(client, beside.here);
          return;
        }
        void client.invalidateQueries({ queryKey: noticesQuery.queryKey });
        void client.invalidateQueries({ queryKey: keys.counts });
      }),
    [client],
  );
  useNotices(me, openId);
  useKeys({
    b: () => openTogether({ kind: "notices" }),
    ...(openId === null
      ? {}
      : {
          h: () => openTogether({ kind: "handOver", conversationId: openId }),
          p: () => openTogether({ kind: "publish", conversationId: openId }),
        }),
  });
  const close = () => openTogether(null);
  if (opened?.kind === "notices") return <Notices me={me} onClose={close} />;
  if (opened?.kind === "handOver") return <HandOver id={opened.conversationId} me={me} onClose={close} />;
  if (opened?.kind === "publish")
    return (
      <Suspense>
        <Choose conversationId={opened.conversationId} onClose={close} />
      </Suspense>
    );
  return null;
}

const asked = new Set<string>();

/** Somebody who joined after the names were read: once for each. */
function learnNames(client: QueryClient, { people }: Here): void {
  const known = client.getQueryData(agentsQuery.queryKey)?.items;
  const unknown = people.filter(({ agentId }) => !asked.has(agentId) && !known?.some((one) => one.id === agentId));
  for (const { agentId } of unknown) asked.add(agentId);
  if (unknown.length > 0) void client.invalidateQueries({ queryKey: agentsQuery.queryKey });
}

/** Shows in the tab's icon that something is unread, tells the browser, and reads what concerns the conversation that is looked at. */
function useNotices(me: Me, openId: string | null): void {
  const words = useTogetherWords();
  const router = useRouter();
  const nameOf = useAgentName(me);
  const notices = useQuery(noticesQuery).data;
  const switches = useQuery(switchesQuery).data;
  const unread = notices?.unread ?? 0;

  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (icon) icon.href = unread > 0 ? "/icon-unread.svg" : "/icon.svg";
  }, [unread]);

  const newest = useRef({ nameOf, words, router });
  useEffect(() => {
    newest.current = { nameOf, words, router };
  });
  useEffect(() => {
    if (!notices || !switches || !isLeader()) return;
    void tellBrowser(
      notices.items,
      switches,
      (one) => whatOf(one, newest.current.nameOf(one.actor), newest.current.words),
      (one) => newest.current.router.history.push(inboxHref(one.conversationId, { view: "all" })),
    );
  }, [notices, switches]);

  // Opening it is looking at it; so is having it open while something comes.
  const here = notices?.items.find((one) => one.conversationId === openId && one.unread > 0)?.seq;
  useEffect(() => (openId === null ? undefined : lookAt(openId)), [openId]);
  useEffect(() => (openId === null || here === undefined ? undefined : lookAt(openId)), [here, openId]);
}

/** Says so now, or once the page is seen; gives the way to stop. */
function lookAt(conversationId: string): () => void {
  const read = () => {
    if (document.visibilityState === "visible") void calls.seen(conversationId).catch(() => {});
  };
  read();
  document.addEventListener("visibilitychange", read, { once: true });
  return () => document.removeEventListener("visibilitychange", read);
}
