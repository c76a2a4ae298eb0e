/** Quiet lines between messages: who took it, closed it, labelled it, and which deadline passed. */
import { CONVERSATION_STATUSES, PRIORITIES } from "../../domain/status.ts";
import type { ActivityItem, Me } from "../client/types.ts";
import { fullTime, type Language } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import type { Words } from "../i18n/words.ts";
import { useAgentName } from "../ui/agents.ts";
import { Clock } from "../ui/bits.tsx";
import { useHere } from "./context.ts";
import { type ConversationWords, useConversationWords } from "./words.ts";

const SHOWN = 2;

export function Happened({ items }: { items: readonly ActivityItem[] }) {
  const { t, language } = useT();
  const words = useConversationWords();
  const { me } = useHere();
  const nameOf = useAgentName(me);
  const lines = items.flatMap((item) => {
    const line = lineOf(item, { t, words, language, me, nameOf });
    return line === null ? [] : [{ item, line }];
  });
  if (lines.length === 0) return null;
  // Of many the last ones say how things stand.
  const folded = lines.length > SHOWN + 1 ? lines.slice(0, -SHOWN) : [];
  const open = lines.slice(folded.length);
  return (
    <div className="happened" data-testid="happened">
      {folded.length === 0 ? null : (
        <details>
          <summary>{words.happenedMore(folded.length)}</summary>
          {folded.map(({ item, line }) => (
            <Line key={item.seq} item={item} line={line} />
          ))}
        </details>
      )}
      {open.map(({ item, line }) => (
        <Line key={item.seq} item={item} line={line} />
      ))}
    </div>
  );
}

function Line({ item, line }: { item: ActivityItem; line: string }) {
  return (
    <p className={item.type === "sla.missed" ? "late" : undefined}>
      {line} <Clock at={item.at} />
    </p>
  );
}

interface Telling {
  t: Words;
  words: ConversationWords;
  language: Language;
  me: Me;
  nameOf: (id: string | null) => string | null;
}

/** Null: nothing that a reader misses. */
function lineOf(item: ActivityItem, { t, words, language, me, nameOf }: Telling): string | null {
  const { data } = item;
  const isProgram = item.actor === null || item.actor === "system";
  const by = isProgram ? words.program : item.actor === me.id ? t.you : (item.actorName ?? words.somebody);
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  switch (item.type) {
    case "conversation.status": {
      const to = CONVERSATION_STATUSES.find((one) => one === data["to"]);
      if (to === undefined) return null;
      // What messages do to the state is seen from the messages, but for what comes back.
      if (isProgram) {
        if (to !== "open") return null;
        return data["from"] === "closed" ? words.cameBack : data["from"] === "snoozed" ? words.woke : null;
      }
      const until = typeof data["snoozedUntil"] === "number" ? new Date(data["snoozedUntil"]).toISOString() : null;
      return words.status(by, to, until === null ? null : fullTime(language, until));
    }
    case "conversation.assigned": {
      const to = text(data["to"]);
      if (to === null) return words.unassigned(by);
      return to === item.actor ? words.took(by) : words.assigned(by, nameOf(to) ?? words.somebody);
    }
    case "conversation.labelled": {
      const { added = [], removed = [] } = item.labels ?? {};
      return added.length + removed.length === 0 ? null : words.labelled(by, added, removed);
    }
    case "conversation.priority": {
      const to = PRIORITIES.find((one) => one === data["to"]);
      return to === undefined ? null : words.priority(by, t.priorities[to]);
    }
    case "conversation.topic":
      return words.topic(by);
    case "sla.missed":
      return words.missed(text(data["target"]) ?? "");
    case "sla.warned":
      return words.warned(text(data["target"]) ?? "");
    case "satisfaction.requested":
      return words.ratingAsked;
    case "satisfaction.given":
      return words.rated;
    case "message.masked":
      return words.masked;
    case "secret.revealed":
      return words.revealed(by);
    default:
      return null;
  }
}
