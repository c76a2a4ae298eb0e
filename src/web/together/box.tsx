/** What the team adds to the reply box: who answers just now, and the names that a note may mention. */
import { useQuery } from "@tanstack/react-query";
import { Suspense, useId, useState, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import { agentsQuery, meQuery } from "../client/queries.ts";
import type { Mode } from "../composer/drafts.ts";
import { typed } from "./announce.ts";
import { HeldNotice, MentionList } from "./parts.ts";
import { useHolder } from "./use-holder.ts";

interface Input {
  conversationId: string;
  mode: Mode;
  text: string;
  area: RefObject<HTMLTextAreaElement | null>;
  setText: (text: string) => void;
}

interface Box {
  /** A colleague answers: the box can be read, and taken over. */
  held: boolean;
  notice: ReactNode;
  /** Names to choose from, over the box. */
  popup: ReactNode;
  /** For the text area, so that a screen reader says the name that is chosen. */
  areaProps: { "aria-controls"?: string; "aria-activedescendant"?: string; "aria-autocomplete"?: "list" };
  onType: (text: string) => void;
  /** True: the key was for the names. */
  onKey: (event: KeyboardEvent) => boolean;
}

interface Asked {
  /** Where the @ stands. */
  start: number;
  query: string;
  chosen: number;
}

const MOST = 6;

export function useTogetherBox({ conversationId, mode, text, area, setText }: Input): Box {
  const me = useQuery(meQuery).data;
  const holder = useHolder(conversationId, me?.id ?? "");
  const list = useId();
  const [asked, setAsked] = useState<Asked | null>(null);
  const agents = useQuery(agentsQuery).data?.items;
  const note = mode === "note";
  const names =
    asked === null || !note
      ? []
      : (agents ?? [])
          .filter(({ active, id, name }) => active && id !== me?.id && fits(name, asked.query))
          .slice(0, MOST);
  const held = !note && holder !== null;

  const choose = (name: string) => {
    if (asked === null) return;
    const behind = text.slice(asked.start + 1 + asked.query.length);
    const gap = /[\p{Script=Latin}\p{N}]$/u.test(name) && !behind.startsWith(" ") ? " " : "";
    setText(`${text.slice(0, asked.start)}@${name}${gap}${behind}`);
    setAsked(null);
    const caret = asked.start + 1 + name.length + gap.length;
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(caret, caret);
    });
  };

  return {
    held,
    notice:
      held && me ? (
        <Suspense>
          <HeldNotice
            conversationId={conversationId}
            holderId={holder}
            me={me}
            mode={mode}
            hasDraft={text.trim() !== ""}
            onTaken={() => area.current?.focus()}
          />
        </Suspense>
      ) : null,
    popup:
      names.length > 0 && asked !== null ? (
        <Suspense>
          <MentionList id={list} names={names} chosen={asked.chosen} onChoose={choose} />
        </Suspense>
      ) : null,
    areaProps:
      names.length > 0 && asked !== null
        ? {
            "aria-autocomplete": "list",
            "aria-controls": list,
            "aria-activedescendant": `${list}-${Math.min(asked.chosen, names.length - 1)}`,
          }
        : {},
    onType(next) {
      typed(conversationId, mode, next);
      const caret = area.current?.selectionStart ?? next.length;
      setAsked(note ? askedAt(next, caret) : null);
    },
    onKey(event) {
      if (asked === null || names.length === 0) return false;
      const at = Math.min(asked.chosen, names.length - 1);
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      const name = names[at]?.name;
      if (step !== 0) setAsked({ ...asked, chosen: (at + step + names.length) % names.length });
      else if (event.key === "Escape") setAsked(null);
      else if ((event.key === "Enter" || event.key === "Tab") && !event.metaKey && !event.ctrlKey && name !== undefined)
        choose(name);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}

/** What is typed after the @ before the caret; null where no name is being typed. */
function askedAt(text: string, caret: number): Asked | null {
  const found = /(?:^|[^\p{Script=Latin}\p{N}_])[@＠]([^\s@＠]{0,20})$/u.exec(text.slice(0, caret));
  const query = found?.[1];
  return query === undefined ? null : { start: caret - query.length - 1, query, chosen: 0 };
}

function fits(name: string, query: string): boolean {
  return name.toLowerCase().includes(query.toLowerCase());
}
