/** Changes several conversations: shown at once, sent in calls the API takes, said item by item where it failed, and taken back on request. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api } from "../../client/client.ts";
import { ApiError } from "../../client/problem.ts";
import { keys } from "../../client/queries.ts";
import type { ConversationItem } from "../../client/types.ts";
import { useT } from "../../i18n/language.tsx";
import { useDone, useFailure, whyOf } from "../../ui/toast.tsx";
import { BULK_CALL, type BulkChange, type BulkItem, listCalls } from "../calls.ts";
import { patchRows, type Loaded } from "../merge.ts";
import { tellOwnAction } from "../own-actions.ts";
import { useBulkWords } from "./words.ts";

/** So many are read again after an undo, for what the browser cannot tell; the list's next reading shows the others. */
const MOST_READ_AGAIN = 8;

export function useBulk(): (items: readonly ConversationItem[], change: BulkChange) => Promise<void> {
  const { t } = useT();
  const words = useBulkWords();
  const client = useQueryClient();
  const done = useDone();
  const failed = useFailure();

  const show = useCallback(
    (items: readonly ConversationItem[]) => {
      const fresh = new Map(items.map((item) => [item.id, item]));
      client.setQueriesData<Loaded>({ queryKey: keys.lists }, (loaded) => loaded && patchRows(loaded, fresh));
      const about = ([kind, id]: readonly unknown[]) => kind === "conversation" && fresh.has(String(id));
      void client.invalidateQueries({ predicate: ({ queryKey }) => about(queryKey) });
      void client.invalidateQueries({ queryKey: keys.counts });
    },
    [client],
  );

  return useCallback(
    async (items, change) => {
      const before = new Map(items.map((item) => [item.id, item]));
      const nameOf = (id: string) => before.get(id)?.requester.name ?? id;
      const putBack = (ids: readonly string[]) => {
        tellOwnAction({ ids, back: true });
        show(ids.flatMap((id) => before.get(id) ?? []));
      };
      const lineOf = ({ id, outcome, detail = "" }: BulkItem) =>
        words.failed(nameOf(id), outcome === "changed" ? words.changedSince : detail);

      const goOn = (ids: readonly string[]) => {
        show(ids.flatMap((id) => before.get(id) ?? []).map((item) => applied(item, change)));
        tellOwnAction({ ids, back: false });
      };

      goOn([...before.keys()]);
      const { outcomes, undoIds, error } = await send([...before.keys()], change);
      const told = new Set(outcomes.map(({ id }) => id));
      const unsent = [...before.keys()].filter((id) => !told.has(id));
      const refused = outcomes.filter(({ outcome }) => outcome === "failed");
      putBack([...unsent, ...refused.map(({ id }) => id)]);
      if (outcomes.length === 0) {
        failed(error);
        return;
      }
      const lines = refused.map(lineOf);
      if (unsent.length > 0) lines.push(words.unsent(unsent.length, whyOf(error, t)));
      const took = outcomes.filter(({ outcome }) => outcome === "done").map(({ id }) => id);
      const takeBack = async () => {
        // They stand there again at once; what somebody changed meanwhile is put right by the answer.
        putBack(took);
        try {
          const answers = await Promise.all(undoIds.map((id) => listCalls.undo(id)));
          const results = answers.flatMap((answer) => answer.items);
          const others = results.filter(({ outcome }) => outcome !== "done");
          done({ text: words.undone(results.length - others.length), lines: others.map(lineOf) });
          const inDoubt = new Set([...others, ...results.slice(0, MOST_READ_AGAIN)].map(({ id }) => id));
          const again = await Promise.allSettled([...inDoubt].map((id) => api.conversation(id)));
          show(again.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : [])));
        } catch (cause) {
          goOn(took);
          failed(cause);
        }
      };
      done({
        text: took.length === 0 ? words.nothing : words.did[change.status ?? "changed"](took.length),
        lines,
        ...(undoIds.length > 0 ? { undo: () => void takeBack() } : {}),
      });
    },
    [show, done, failed, words, t],
  );
}

interface Sent {
  outcomes: BulkItem[];
  undoIds: string[];
  /** What stopped it before the end. */
  error: unknown;
}

/** One call after the other; a line that drops is tried once more under the same key, so nothing is done twice. */
async function send(ids: string[], change: BulkChange): Promise<Sent> {
  const sent: Sent = { outcomes: [], undoIds: [], error: null };
  for (let from = 0; from < ids.length; from += BULK_CALL) {
    const key = crypto.randomUUID();
    const call = () => listCalls.bulk(key, ids.slice(from, from + BULK_CALL), change);
    try {
      const { items, undoId } = await call().catch((error: unknown) => {
        if (error instanceof ApiError && error.uncertain) return call();
        throw error;
      });
      sent.outcomes.push(...items);
      if (undoId !== null) sent.undoIds.push(undoId);
    } catch (error) {
      return { ...sent, error };
    }
  }
  return sent;
}

/** What the server will make of it, as far as it can be told beforehand. */
function applied(item: ConversationItem, change: BulkChange): ConversationItem {
  const { status = item.status, snoozedUntil = item.snoozedUntil, assigneeId = item.assigneeId } = change;
  const { priority = item.priority, addLabels = [], removeLabels = [], unread } = change;
  const ended = status === "closed" || status === "spam";
  return {
    ...item,
    status,
    snoozedUntil: status === "snoozed" ? snoozedUntil : null,
    assigneeId,
    priority,
    waitingSince: ended ? null : item.waitingSince,
    labels: [...new Set([...item.labels, ...addLabels])].filter((label) => !removeLabels.includes(label)).toSorted(),
    unread: unread === undefined ? item.unread : unread ? Math.max(1, item.unread) : 0,
  };
}
