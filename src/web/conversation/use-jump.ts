/** Goes to a message of the conversation, reading older pages until it is there. */
import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import type { LogEntry } from "./grouping.ts";
import type { useMessages } from "./use-messages.ts";

/** About a thousand messages; what lies further back is searched for. */
const MOST_PAGES = 25;
const SHOWN_MS = 1_600;

export type JumpState = "still" | "seeking" | "missing";

export function useJump(
  scroller: RefObject<HTMLDivElement | null>,
  entries: readonly LogEntry[],
  query: ReturnType<typeof useMessages>["query"],
): { state: JumpState; jumpTo: (messageId: string) => void } {
  const [wanted, setWanted] = useState<{ messageId: string } | null>(null);
  const reached = useRef<{ messageId: string } | null>(null);
  const { data, hasNextPage, isFetchingNextPage, isError, fetchNextPage } = query;
  const pages = data?.pages.length ?? 0;
  const entry =
    wanted === null ? undefined : entries.find((one) => one.kind === "message" && one.ids.includes(wanted.messageId));
  const isHere = wanted === null || entry !== undefined;
  const seeking = !isHere && (pages === 0 || (hasNextPage && !isError && pages < MOST_PAGES));
  useEffect(() => {
    if (entry !== undefined && reached.current !== wanted) {
      reached.current = wanted;
      const element = scroller.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(entry.key)}"]`);
      if (element) show(element);
    } else if (seeking && pages > 0 && !isFetchingNextPage) void fetchNextPage();
  }, [wanted, entry, seeking, pages, isFetchingNextPage, fetchNextPage, scroller]);
  const jumpTo = useCallback((messageId: string) => setWanted({ messageId }), []);
  return { state: isHere ? "still" : seeking ? "seeking" : "missing", jumpTo };
}

function show(element: HTMLElement): void {
  element.scrollIntoView({ block: "center" });
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.dataset["reached"] = "true";
  setTimeout(() => delete element.dataset["reached"], SHOWN_MS);
}
