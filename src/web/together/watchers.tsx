/** Who else is at a conversation: in its header with words, in a row as one small sign. */
import { useQuery } from "@tanstack/react-query";
import { Eye, MessageCircleMore } from "lucide-react";
import { meQuery } from "../client/queries.ts";
import type { Me } from "../client/types.ts";
import { useAgentName } from "../ui/agents.ts";
import { Avatar } from "../ui/bits.tsx";
import { Icon } from "../ui/icon.tsx";
import { useHere } from "./here.ts";
import type { TogetherWords } from "./words-zh.ts";
import { useTogetherWords } from "./words.ts";

const MOST_SHOWN = 3;

/** What is said of the others; null where there is nobody. */
function useOthers(id: string, me: Me): { words: string; names: string[]; writes: boolean } | null {
  const here = useHere(id);
  const nameOf = useAgentName(me);
  const words = useTogetherWords();
  const others = here?.people.filter((one) => one.agentId !== me.id) ?? [];
  if (others.length === 0) return null;
  const writers = others.filter((one) => one.typing !== null && one.typing !== "note");
  const noters = others.filter((one) => one.typing === "note");
  const verb: [typeof others, TogetherWords["looking"]] =
    writers.length > 0
      ? [writers, words.writing]
      : noters.length > 0
        ? [noters, words.writingNote]
        : [others, words.looking];
  const names = verb[0].map((one) => nameOf(one.agentId) ?? words.someone);
  return { words: verb[1](names.join(words.and)), names, writes: writers.length + noters.length > 0 };
}

export function Watchers({ id, me }: { id: string; me: Me }) {
  const others = useOthers(id, me);
  return (
    <span className="watchers" role="status" data-testid="watchers" title={others?.words}>
      {others === null ? null : (
        <>
          {others.names.slice(0, MOST_SHOWN).map((name) => (
            <Avatar key={name} name={name} />
          ))}
          <Icon of={others.writes ? MessageCircleMore : Eye} small />
          <span className="words">{others.words}</span>
        </>
      )}
    </span>
  );
}

export function RowWatchers({ id }: { id: string }) {
  const me = useQuery(meQuery).data;
  return me ? <Sign id={id} me={me} /> : null;
}

function Sign({ id, me }: { id: string; me: Me }) {
  const others = useOthers(id, me);
  if (others === null) return null;
  return (
    <span className="row-watchers" title={others.words} data-testid="row-watchers">
      <Icon of={others.writes ? MessageCircleMore : Eye} small />
      <span className="vh">{others.words}</span>
    </span>
  );
}
