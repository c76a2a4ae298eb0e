/** The search field: what is typed goes into the address after a short rest, so that back and reload keep it. */
import { useRouter } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { Suspense, useCallback, useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useT } from "../i18n/language.tsx";
import type { InboxSearch } from "../list/views.ts";
import type { AidHandle } from "../search/aid.tsx";
import { Icon } from "../ui/icon.tsx";
import { inboxHref } from "./address.ts";
import { modifierName } from "./keys.ts";
import { lazily } from "./lazily.ts";

const REST_MS = 200;
const SearchAid = lazily(() => import("../search/aid.tsx").then((part) => part.SearchAid));

interface Props {
  search: InboxSearch;
  openId: string | null;
  focusAtOnce?: boolean;
  onPalette?: () => void;
}

export function SearchBox({ search, openId, focusAtOnce = false, onPalette }: Props) {
  const { t } = useT();
  const router = useRouter();
  const [text, setText] = useState(search.q ?? "");
  const [caret, setCaret] = useState(0);
  const [focused, setFocused] = useState(false);
  const [understood, setUnderstood] = useState(true);
  const [active, setActive] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const aid = useRef<AidHandle>(null);
  const listId = useId();
  // The address may change without this field: a link, the back button. What only differs by spaces is still being typed.
  const [addressed, setAddressed] = useState(search.q);
  if (addressed !== search.q) {
    setAddressed(search.q);
    if (text.trim() !== (search.q ?? "")) setText(search.q ?? "");
  }
  useEffect(() => {
    if (focusAtOnce) input.current?.focus();
  }, [focusAtOnce]);
  const go = useCallback(
    () => router.history.replace(inboxHref(openId, { ...search, q: text.trim() || undefined })),
    [router, openId, search, text],
  );
  useEffect(() => {
    if ((text.trim() || undefined) === search.q || !understood) return undefined;
    const timer = setTimeout(go, REST_MS);
    return () => clearTimeout(timer);
  }, [text, search.q, understood, go]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (aid.current?.onKey(event)) return;
    if (event.key === "Enter" && !event.nativeEvent.isComposing && understood) {
      go();
      document.querySelector<HTMLElement>(".rows .row")?.focus();
    }
    if (event.key !== "Escape") return;
    setText("");
    event.currentTarget.blur();
  };
  return (
    <search className="find">
      <Icon of={Search} small />
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-expanded={focused}
        aria-controls={focused ? listId : undefined}
        aria-activedescendant={focused ? active : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        value={text}
        aria-label={t.search}
        aria-invalid={!understood}
        placeholder={onPalette ? t.command : t.search}
        onChange={(event) => {
          setText(event.target.value);
          setCaret(event.target.selectionStart ?? event.target.value.length);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onKeyDown={onKeyDown}
      />
      {onPalette ? (
        <button type="button" tabIndex={-1} onClick={onPalette}>
          <span className="vh">{t.keyHelp.palette}</span>
          <kbd>{modifierName}</kbd>
          <kbd>K</kbd>
        </button>
      ) : null}
      {focused ? (
        <Suspense>
          <SearchAid
            ref={aid}
            text={text}
            caret={caret}
            listId={listId}
            onActive={setActive}
            onUnderstood={setUnderstood}
            onChoose={(next, at) => {
              setText(next);
              setCaret(at);
              requestAnimationFrame(() => input.current?.setSelectionRange(at, at));
            }}
          />
        </Suspense>
      ) : null}
    </search>
  );
}
