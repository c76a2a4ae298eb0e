/** The bar over the list while conversations are chosen: how many, and what can be done with all of them. */
import { Check, Clock, Ellipsis, RotateCcw, User, X } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../client/client.ts";
import { agentsQuery } from "../../client/queries.ts";
import type { ConversationFilter, ConversationItem, Me } from "../../client/types.ts";
import { SNOOZE_CHOICES, type SnoozeChoice, snoozePatch, snoozeUntil } from "../../conversation/snooze.ts";
import { useZone } from "../../conversation/use-zone.ts";
import { dateOfMinute, useMinute } from "../../ui/minute.ts";
import { useT } from "../../i18n/language.tsx";
import { useKeys } from "../../shell/keys.ts";
import { Icon } from "../../ui/icon.tsx";
import { useFailure } from "../../ui/toast.tsx";
import type { BulkChange } from "../calls.ts";
import type { UseSelection } from "../selection.ts";
import { MoreChanges } from "./more-changes.tsx";
import { useBulk } from "./use-bulk.ts";
import { useBulkWords } from "./words.ts";
import "../../styles/bulk.css";

/** So many can be chosen by their filter: more is a job for a rule, not for a click. */
const MOST_CHOSEN = 500;
const FOUND_PAGE = 100;

interface Props {
  me: Me;
  filter: ConversationFilter;
  rows: readonly ConversationItem[];
  hasMore: boolean;
  selection: UseSelection;
}

export function BulkBar({ me, filter, rows, hasMore, selection }: Props) {
  const { t } = useT();
  const words = useBulkWords();
  const bulk = useBulk();
  const failed = useFailure();
  const [finding, setFinding] = useState(false);
  const { data: agents } = useQuery(agentsQuery);
  const chosen = [...selection.chosen.values()];
  const none = chosen.length === 0;
  const allEnded = !none && chosen.every(({ status }) => status === "closed" || status === "spam");
  const run = (change: BulkChange) => {
    if (none) return;
    selection.clear();
    void bulk(chosen, change);
  };
  const close = () => run({ status: allEnded ? "open" : "closed" });
  const zone = useZone();
  const now = dateOfMinute(useMinute());
  const snooze = (choice: SnoozeChoice) => {
    const until = snoozeUntil(choice, now, zone);
    if (until !== undefined) run(snoozePatch(until));
  };
  const anyUnread = chosen.some(({ unread }) => unread > 0);
  useKeys(
    none
      ? {}
      : {
          e: close,
          a: () => run({ assigneeId: me.id }),
          s: () => snooze("tomorrow"),
          u: () => run({ unread: !anyUnread }),
          "!": () => run({ status: "spam" }),
        },
    { first: true },
  );
  const chooseMatching = async () => {
    setFinding(true);
    try {
      const found: ConversationItem[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof api.conversations>> = await api.conversations(filter, cursor, FOUND_PAGE);
        found.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null && found.length < MOST_CHOSEN);
      selection.choose(found.slice(0, MOST_CHOSEN));
    } catch (error) {
      failed(error);
    }
    setFinding(false);
  };
  const allLoaded = rows.every((row) => selection.chosen.has(row.id));
  return (
    <>
      <div className="bar bulk" role="toolbar" aria-label={words.chosen(chosen.length)} data-testid="bulk-bar">
        <button type="button" className="btn quiet sq" title={words.cancel} onClick={selection.clear}>
          <Icon of={X} />
          <span className="vh">{words.cancel}</span>
        </button>
        <h1 className="grow num">
          <span role="status">{none ? words.none : words.chosen(chosen.length)}</span>
        </h1>
        <button
          type="button"
          className="btn quiet sq"
          disabled={none}
          title={allEnded ? words.reopen : words.close}
          onClick={close}
        >
          <Icon of={allEnded ? RotateCcw : Check} />
          <span className="vh">{allEnded ? words.reopen : words.close}</span>
        </button>
        <DropdownMenu.Root modal={false}>
          <DropdownMenu.Trigger className="btn quiet sq" disabled={none} title={words.assign}>
            <Icon of={User} />
            <span className="vh">{words.assign}</span>
          </DropdownMenu.Trigger>
          <DropdownMenu.Portal>
            <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
              <DropdownMenu.Item onSelect={() => run({ assigneeId: me.id })}>
                {words.toMe}
                <span className="end">A</span>
              </DropdownMenu.Item>
              <DropdownMenu.Item onSelect={() => run({ assigneeId: null })}>{words.toNobody}</DropdownMenu.Item>
              {(agents?.items ?? [])
                .filter(({ id, active }) => active && id !== me.id)
                .map(({ id, name }) => (
                  <DropdownMenu.Item key={id} onSelect={() => run({ assigneeId: id })}>
                    {name}
                  </DropdownMenu.Item>
                ))}
            </DropdownMenu.Content>
          </DropdownMenu.Portal>
        </DropdownMenu.Root>
        <DropdownMenu.Root modal={false}>
          <DropdownMenu.Trigger className="btn quiet sq" disabled={none} title={words.snooze}>
            <Icon of={Clock} />
            <span className="vh">{words.snooze}</span>
          </DropdownMenu.Trigger>
          <DropdownMenu.Portal>
            <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
              {SNOOZE_CHOICES.filter((choice) => snoozeUntil(choice, now, zone) !== undefined).map((choice) => (
                <DropdownMenu.Item key={choice} onSelect={() => snooze(choice)}>
                  {t.snoozeFor[choice]}
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.Content>
          </DropdownMenu.Portal>
        </DropdownMenu.Root>
        <DropdownMenu.Root modal={false}>
          <DropdownMenu.Trigger className="btn quiet sq" disabled={none} title={words.more}>
            <Icon of={Ellipsis} />
            <span className="vh">{words.more}</span>
          </DropdownMenu.Trigger>
          <MoreChanges chosen={chosen} onChange={run} />
        </DropdownMenu.Root>
      </div>
      {allLoaded && (!hasMore || chosen.length >= MOST_CHOSEN) ? null : (
        <p className="picked">
          {allLoaded ? null : (
            <button type="button" onClick={() => selection.choose(rows)}>
              {words.allLoaded(rows.length)}
            </button>
          )}
          {hasMore && chosen.length < MOST_CHOSEN ? (
            <button type="button" disabled={finding} onClick={() => void chooseMatching()}>
              {finding ? words.finding : words.allMatching(MOST_CHOSEN)}
            </button>
          ) : null}
        </p>
      )}
    </>
  );
}
