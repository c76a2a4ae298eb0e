/** Where X takes nothing more for a while: an answer is kept, and leaves once it does again. */
import { useQuery } from "@tanstack/react-query";
import { Hourglass } from "lucide-react";
import { budgetQuery } from "../client/queries.ts";
import type { ConversationDetail } from "../client/types.ts";
import { clockTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";
import { useComposerWords } from "./words.ts";

/** As the connector names the limits that an answer falls under. */
const SCOPES: Record<ConversationDetail["kind"], readonly string[]> = {
  direct: ["dm-send", "app:dm-send"],
  public: ["posts", "app:posts"],
};

export function HeldNotice({ conversation }: { conversation: ConversationDetail }) {
  const { language } = useT();
  const w = useComposerWords();
  const { held = [] } = useQuery(budgetQuery(conversation.accountId)).data ?? {};
  const until = held
    .filter(({ scope }) => SCOPES[conversation.kind].includes(scope))
    .map((one) => one.until)
    .toSorted()
    .at(-1);
  if (until === undefined) return null;
  return (
    <div className="notice soft" role="status">
      <Icon of={Hourglass} small />
      <span className="grow">{w.heldUntil(clockTime(language, until))}</span>
    </div>
  );
}
