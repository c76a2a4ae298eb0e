/** Says over the reply box that a colleague is answering, and lets one take over. */
import { MessageCircleMore } from "lucide-react";
import type { Me } from "../client/types.ts";
import type { Mode } from "../composer/drafts.ts";
import { useAgentName } from "../ui/agents.ts";
import { Icon } from "../ui/icon.tsx";
import { takeOver } from "./announce.ts";
import { useTogetherWords } from "./words.ts";

interface Props {
  conversationId: string;
  holderId: string;
  me: Me;
  mode: Mode;
  /** There are words in the box. */
  hasDraft: boolean;
  onTaken: () => void;
}

export function HeldNotice({ conversationId, holderId, me, mode, hasDraft, onTaken }: Props) {
  const words = useTogetherWords();
  const name = useAgentName(me)(holderId) ?? words.someone;
  return (
    <div className="notice soft" role="status" data-testid="held">
      <Icon of={MessageCircleMore} small />
      <span className="grow">
        <b>{words.held(name)}</b>
        {hasDraft ? ` · ${words.heldHint}` : null}
      </span>
      <button
        type="button"
        className="btn"
        onClick={() => {
          takeOver(conversationId, mode);
          onTaken();
        }}
      >
        {words.takeOver}
      </button>
    </div>
  );
}
