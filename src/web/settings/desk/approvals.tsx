/** Replies that wait for a lead: the words with what they are held for, what was said before, yes and no. */
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { api } from "../../client/client.ts";
import { keys } from "../../client/queries.ts";
import { useLiveChanges } from "../../live/live.tsx";
import { useKeys } from "../../shell/keys.ts";
import { useFailure } from "../../ui/toast.tsx";
import { Confirm } from "../kit/confirm.tsx";
import { LoadFailed, Page } from "../kit/page.tsx";
import type { SectionProps } from "../registry.ts";
import { type Held, heldQuery } from "./calls.ts";
import { HeldCard } from "./held-card.tsx";
import { useDeskWords } from "./words.ts";

export function ApprovalsScreen({ me }: SectionProps) {
  const { approvals: words } = useDeskWords();
  const router = useRouter();
  const client = useQueryClient();
  const failed = useFailure();
  const held = useInfiniteQuery(heldQuery);
  const items = held.data?.pages.flatMap((page) => page.items) ?? [];
  const may = me.permissions.includes("reply.approve");
  const [chosen, setChosen] = useState<string | null>(null);
  const [asking, setAsking] = useState<Held | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const index = Math.max(
    0,
    items.findIndex((one) => one.id === chosen),
  );
  const current = items[index];
  const refresh = () => client.invalidateQueries({ queryKey: heldQuery.queryKey });
  useLiveChanges((plan) => {
    if (plan.kinds.has("delivery") || plan.kinds.has("settings") || plan.everything) void refresh();
  });
  const decide = async (one: Held, verb: "approve" | "reject") => {
    await api[verb](one.id);
    // The next one takes its place under the keys.
    setChosen(items[index + 1]?.id ?? items[index - 1]?.id ?? null);
    await Promise.all([refresh(), client.invalidateQueries({ queryKey: keys.messages(one.conversationId) })]);
  };
  const run = (one: Held, verb: "approve" | "reject") => {
    if (!may) return;
    if (verb === "approve" && one.place === "public") setAsking(one);
    else void decide(one, verb).catch(failed);
  };
  const open = (one: Held) => router.history.push(`/inbox/${one.conversationId}`);
  const move = (step: number) => {
    const next = items[index + step];
    if (!next) return;
    setChosen(next.id);
    list.current?.children[index + step]?.scrollIntoView({ block: "nearest" });
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    a: () => current && run(current, "approve"),
    x: () => current && run(current, "reject"),
    o: () => current && open(current),
  });
  return (
    <Page title={words.title} lead={words.lead}>
      <p className="hint">{may ? words.keys : words.readOnly}</p>
      {held.isError ? <LoadFailed error={held.error} onRetry={() => void held.refetch()} /> : null}
      {held.data && items.length === 0 ? <p className="empty-list">{words.none}</p> : null}
      <ol ref={list} className="held-list">
        {items.map((one) => (
          <li key={one.id} aria-current={one.id === current?.id ? "true" : undefined}>
            <HeldCard
              held={one}
              may={may}
              chosen={one.id === current?.id}
              onChoose={() => setChosen(one.id)}
              onDecide={(verb) => run(one, verb)}
              onOpen={() => open(one)}
            />
          </li>
        ))}
      </ol>
      {held.hasNextPage ? (
        <button type="button" className="btn" onClick={() => void held.fetchNextPage()}>
          {words.more}
        </button>
      ) : null}
      {asking === null ? null : (
        <Confirm
          title={words.publicTitle}
          action={words.approve}
          onClose={() => setAsking(null)}
          onConfirm={async () => {
            await decide(asking, "approve");
            setAsking(null);
          }}
        >
          <blockquote className="words">{asking.text}</blockquote>
          <p>{words.publicHint}</p>
        </Confirm>
      )}
    </Page>
  );
}
