/** What may answer the person's newest messages: a digit puts it into the reply box, L and a digit its link. */
import { useQuery } from "@tanstack/react-query";
import { BookOpen, ExternalLink, Link, MessageSquareText, MessagesSquare } from "lucide-react";
import { useRef, useState } from "react";
import { requestInsert } from "../answers/requests.ts";
import { useT } from "../i18n/language.tsx";
import { useLiveChanges } from "../live/live.tsx";
import { type KeyMap, useKeys } from "../shell/keys.ts";
import { Icon } from "../ui/icon.tsx";
import { countUse, type Suggestion, suggestionsQuery } from "./calls.ts";
import { useSuggestionWords } from "./words.ts";
import "../styles/suggestions.css";

interface Props {
  conversationId: string;
  /** In a sheet, which covers the reply box. */
  onInserted: (() => void) | undefined;
}

export function Suggestions({ conversationId, onInserted }: Props) {
  const words = useSuggestionWords();
  const { data, isError, refetch } = useQuery(suggestionsQuery(conversationId));
  const section = useRef<HTMLElement>(null);
  const [linking, setLinking] = useState(false);
  useLiveChanges(({ messages, kinds, everything }) => {
    const touched = messages.has(conversationId) || kinds.has("publication") || kinds.has("answer");
    if (touched || everything) void refetch();
  });
  const items = data?.items ?? [];
  const insert = (one: Suggestion, what: "text" | "link") => {
    setLinking(false);
    if (what === "link" && one.kind === "answer") return;
    requestInsert(what === "link" && one.kind !== "answer" ? one.url : one.text);
    countUse(one);
    onInserted?.();
  };
  // What nobody sees is not inserted: the panel is hidden where the window is narrow.
  const seen = (run: () => void) => () => {
    if (section.current?.offsetParent) run();
  };
  const keys: KeyMap = {};
  for (const [index, one] of items.entries())
    keys[String(index + 1)] = seen(() => insert(one, linking ? "link" : "text"));
  if (items.some(({ kind }) => kind !== "answer")) keys["l"] = seen(() => setLinking(!linking));
  if (linking) keys["Escape"] = () => setLinking(false);
  useKeys(keys);
  if (isError)
    return (
      <section>
        <p className="faint">
          {words.failed}{" "}
          <button type="button" className="btn quiet" onClick={() => void refetch()}>
            {words.again}
          </button>
        </p>
      </section>
    );
  if (items.length === 0) return null;
  return (
    <section ref={section} className="suggestions" data-testid="suggestions" data-linking={linking}>
      <h2>
        {words.heading}
        <span className="hint" role="status">
          {linking ? words.pickLink : ""}
        </span>
      </h2>
      <ol>
        {items.map((one, index) => (
          <Row key={one.id} one={one} index={index} linking={linking} onInsert={(what) => insert(one, what)} />
        ))}
      </ol>
    </section>
  );
}

const ICONS = { faq: BookOpen, thread: MessagesSquare, answer: MessageSquareText };

interface RowProps {
  one: Suggestion;
  index: number;
  linking: boolean;
  onInsert: (what: "text" | "link") => void;
}

function Row({ one, index, linking, onInsert }: RowProps) {
  const words = useSuggestionWords();
  const { language } = useT();
  const lang = one.language === "zh" ? "zh-CN" : "en";
  const kind = words.kinds[one.kind];
  return (
    <li>
      <button type="button" className="take" title={words.insert(one.title)} onClick={() => onInsert("text")}>
        <Icon of={ICONS[one.kind]} small />
        <b lang={lang}>{one.title}</b>
        {linking && one.kind === "answer" ? null : <kbd>{index + 1}</kbd>}
        <span className="words" lang={lang}>
          {one.text}
        </span>
      </button>
      <div className="about">
        <small>
          {(one.language === "en") === (language === "en") ? kind : `${kind} · ${words.other[one.language]}`}
        </small>
        {one.kind === "answer" ? null : (
          <>
            <button
              type="button"
              className="btn quiet sq"
              title={words.insertLink(one.title)}
              aria-label={words.insertLink(one.title)}
              onClick={() => onInsert("link")}
            >
              <Icon of={Link} small />
            </button>
            <a
              className="btn quiet sq"
              href={one.url}
              target="_blank"
              rel="noreferrer"
              title={words.open(one.title)}
              aria-label={words.open(one.title)}
            >
              <Icon of={ExternalLink} small />
            </a>
          </>
        )}
      </div>
    </li>
  );
}
