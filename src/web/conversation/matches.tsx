/** The way from match to match of a search in the open conversation. */
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp } from "lucide-react";
import { useMemo, useState } from "react";
import { api } from "../client/client.ts";
import { keys } from "../client/queries.ts";
import type { Hit } from "../client/types.ts";
import { useSearchWords } from "../search/words.ts";
import { useKeys } from "../shell/keys.ts";
import { Icon } from "../ui/icon.tsx";

interface Match {
  messageId: string;
  marks: Hit["marks"];
}

const NONE: readonly Match[] = [];

/** Newest first. */
export function useMatches(
  id: string,
  q: string | undefined,
): { items: readonly Match[]; marks: ReadonlyMap<string, Hit["marks"]> } {
  const items =
    useQuery({
      queryKey: keys.matches(id, q ?? ""),
      queryFn: ({ signal }) => api.matches(id, q ?? "", signal),
      enabled: q !== undefined,
    }).data?.items ?? NONE;
  return useMemo(() => ({ items, marks: new Map(items.map(({ messageId, marks }) => [messageId, marks])) }), [items]);
}

export function Matches({
  found,
  target,
  onJump,
}: {
  found: readonly Match[];
  target: string | null;
  onJump: (messageId: string) => void;
}) {
  const words = useSearchWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const at = Math.max(
    0,
    found.findIndex(({ messageId }) => messageId === (chosen ?? target)),
  );
  const go = (step: 1 | -1) => {
    const next = found[at + step];
    if (!next) return;
    setChosen(next.messageId);
    onJump(next.messageId);
  };
  useKeys(found.length === 0 ? {} : { "[": () => go(1), "]": () => go(-1) });
  if (found.length === 0) return null;
  return (
    <div className="matches" data-testid="matches">
      <span role="status" className="num grow">
        {words.matches(at + 1, found.length)}
      </span>
      <button
        type="button"
        className="btn quiet"
        disabled={at >= found.length - 1}
        title={words.previousMatch}
        onClick={() => go(1)}
      >
        <Icon of={ChevronUp} small />
        <span className="vh">{words.previousMatch}</span>
        <kbd aria-hidden="true">[</kbd>
      </button>
      <button type="button" className="btn quiet" disabled={at === 0} title={words.nextMatch} onClick={() => go(-1)}>
        <Icon of={ChevronDown} small />
        <span className="vh">{words.nextMatch}</span>
        <kbd aria-hidden="true">]</kbd>
      </button>
    </div>
  );
}
