/** The search field: what is typed goes into the address after a short rest, so that back and reload keep it. */
import { useRouter } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useT } from "../i18n/language.tsx";
import type { InboxSearch } from "../list/views.ts";
import { Icon } from "../ui/icon.tsx";
import { inboxHref } from "./address.ts";
import { modifierName } from "./keys.ts";

const REST_MS = 200;

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
  const input = useRef<HTMLInputElement>(null);
  // The address may change without this field: a link, the back button. What only differs by spaces is still being typed.
  const [addressed, setAddressed] = useState(search.q);
  if (addressed !== search.q) {
    setAddressed(search.q);
    if (text.trim() !== (search.q ?? "")) setText(search.q ?? "");
  }
  useEffect(() => {
    if (focusAtOnce) input.current?.focus();
  }, [focusAtOnce]);
  useEffect(() => {
    const next = text.trim() || undefined;
    if (next === search.q) return undefined;
    const timer = setTimeout(() => router.history.replace(inboxHref(openId, { ...search, q: next })), REST_MS);
    return () => clearTimeout(timer);
  }, [text, search, openId, router]);
  return (
    <search className="find">
      <Icon of={Search} small />
      <input
        ref={input}
        type="search"
        value={text}
        aria-label={t.search}
        placeholder={onPalette ? t.command : t.search}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          setText("");
          event.currentTarget.blur();
        }}
      />
      {onPalette ? (
        <button type="button" tabIndex={-1} onClick={onPalette}>
          <span className="vh">{t.keyHelp.palette}</span>
          <kbd>{modifierName}</kbd>
          <kbd>K</kbd>
        </button>
      ) : null}
    </search>
  );
}
