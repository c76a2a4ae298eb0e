/** What is done less often with several conversations: labels, priority, read state, spam. */
import { useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { labelsQuery } from "../../client/queries.ts";
import type { ConversationItem } from "../../client/types.ts";
import { useT } from "../../i18n/language.tsx";
import { Icon } from "../../ui/icon.tsx";
import type { BulkChange } from "../calls.ts";
import { useBulkWords } from "./words.ts";

const PRIORITIES = ["low", "normal", "high", "urgent"] as const;

interface Props {
  chosen: readonly ConversationItem[];
  onChange: (change: BulkChange) => void;
}

export function MoreChanges({ chosen, onChange }: Props) {
  const { t } = useT();
  const words = useBulkWords();
  const known = useQuery(labelsQuery).data?.items.map(({ name }) => name) ?? [];
  const worn = [...new Set(chosen.flatMap(({ labels }) => labels))].toSorted();
  const allSpam = chosen.length > 0 && chosen.every(({ status }) => status === "spam");
  const item = (word: string, change: BulkChange, key?: string) => (
    <DropdownMenu.Item key={word} onSelect={() => onChange(change)}>
      {word}
      {key === undefined ? null : <span className="end">{key}</span>}
    </DropdownMenu.Item>
  );
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
        <Sub word={words.addLabel}>
          {known.length === 0 ? <p className="nothing">{words.noLabels}</p> : null}
          {known.map((label) => item(label, { addLabels: [label] }))}
        </Sub>
        {worn.length === 0 ? null : (
          <Sub word={words.removeLabel}>{worn.map((label) => item(label, { removeLabels: [label] }))}</Sub>
        )}
        <Sub word={words.priority}>{PRIORITIES.map((one) => item(t.priorities[one], { priority: one }))}</Sub>
        <hr />
        {item(words.markRead, { unread: false }, "U")}
        {item(words.markUnread, { unread: true })}
        {item(words.pending, { status: "pending" })}
        {allSpam ? item(words.notSpam, { status: "open" }) : item(words.spam, { status: "spam" }, "!")}
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  );
}

function Sub({ word, children }: { word: string; children: ReactNode }) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger>
        {word}
        <span className="end">
          <Icon of={ChevronRight} small />
        </span>
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className="menu long">{children}</DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}
