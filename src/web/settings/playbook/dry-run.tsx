/** Tries a rule on past conversations, newest first, and shows what it would have done; nothing is done. */
import { useState } from "react";
import { useT } from "../../i18n/language.tsx";
import { shortTime } from "../../i18n/dates.ts";
import { PlatformCode } from "../../ui/bits.tsx";
import { dateOfMinute, useMinute } from "../../ui/minute.ts";
import { whyOf } from "../../ui/toast.tsx";
import { inWords } from "./faults.ts";
import { type Rehearsal, type RuleInput, rules } from "./rule-calls.ts";
import { useRulesWords } from "./rules-words.ts";
import { usePlaybookWords } from "./words.ts";

/** So many conversations are looked at with one press. */
const LOOKED_AT = 200;

interface Seen {
  looked: number;
  items: Rehearsal["items"];
  cursor: string | null;
  ended: boolean;
}

const NOTHING: Seen = { looked: 0, items: [], cursor: null, ended: false };

export function DryRun({ input }: { input: RuleInput }) {
  const words = useRulesWords();
  const all = usePlaybookWords();
  const { t } = useT();
  const [seen, setSeen] = useState<Seen | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const look = async () => {
    setBusy(true);
    setFault(null);
    let now = seen ?? NOTHING;
    const until = now.looked + LOOKED_AT;
    try {
      while (now.looked < until && !now.ended) {
        const { cursor } = now;
        // One bounded slice after the other.
        // oxlint-disable-next-line no-await-in-loop
        const page = await inWords(all, () => rules.dryRun({ ...input, name: input.name.trim() || "?" }, cursor));
        now = {
          looked: now.looked + page.looked,
          items: [...now.items, ...page.items],
          cursor: page.nextCursor,
          ended: page.nextCursor === null,
        };
        setSeen(now);
      }
    } catch (error) {
      setFault(whyOf(error, t));
    }
    setBusy(false);
  };
  return (
    <section className="dry-run">
      {seen?.ended === true ? null : (
        <button type="button" className="btn" aria-disabled={busy} onClick={() => (busy ? undefined : void look())}>
          {busy ? words.trying : seen === null ? words.tryOut : words.tryAgain}
        </button>
      )}
      {fault === null ? null : (
        <p role="alert" className="fault">
          {fault}
        </p>
      )}
      {seen === null ? null : (
        <>
          <p role="status">{words.tried(seen.looked, seen.items.length)}</p>
          <p className="hint">{words.conditionsNow}</p>
          <ul data-testid="dry-run">
            {seen.items.map((one) => (
              <Match key={one.conversation.id} match={one} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Match({ match: { conversation, at, would } }: { match: Rehearsal["items"][number] }) {
  const words = useRulesWords();
  const all = usePlaybookWords();
  const { language } = useT();
  const now = dateOfMinute(useMinute());
  const kinds: Record<string, string> = all.actions.kinds;
  return (
    <li>
      <span className="who">
        <PlatformCode platform={conversation.platform} />
        <b>{conversation.requester.name}</b>
        <span className="one-line">{conversation.excerpt}</span>
        <time dateTime={at}>{shortTime(language, at, now)}</time>
      </span>
      {would.map((one, index) => (
        // The order is the rule's own and never changes.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index} className="hint">
          {kinds[one.do] ?? one.do} · {words.would[one.outcome]}
          {one.text === undefined ? null : <q>{one.text}</q>}
        </span>
      ))}
    </li>
  );
}
