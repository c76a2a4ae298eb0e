/** A real link inside the workspace: opens in place on a plain click, in a new tab where the reader asks for one. */
import { useRouter } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, MouseEvent, Ref } from "react";
import type { InboxSearch } from "../list/views.ts";
import { inboxHref } from "./address.ts";

interface Props extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href" | "id"> {
  id?: string | null;
  search: InboxSearch;
  /** The message to go to. */
  at?: string | null;
  ref?: Ref<HTMLAnchorElement>;
}

export function InboxLink({ id = null, search, at = null, onClick, children, ...rest }: Props) {
  const router = useRouter();
  const href = inboxHref(id, search, at);
  const open = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    router.history.push(href);
  };
  return (
    <a href={href} onClick={open} {...rest}>
      {children}
    </a>
  );
}
