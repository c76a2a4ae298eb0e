/** The one screen: rail, list, conversation and context, as many side by side as the window holds. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocation, useParams, useRouter, useSearch } from "@tanstack/react-router";
import { RefreshCw } from "lucide-react";
import { Suspense, useEffect, useMemo, useState } from "react";
import { countsQuery, keys } from "../client/queries.ts";
import type { Me } from "../client/types.ts";
import { clockTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { focusRowSoon, ListPane } from "../list/list-pane.tsx";
import { viewsQuery } from "../list/calls.ts";
import { filterOf, viewOf } from "../list/views.ts";
import { useLiveChanges, useLiveState } from "../live/live.tsx";
import { noticesQuery } from "../together/calls.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import { inboxHref } from "./address.ts";
import { Empty } from "./empty.tsx";
import { modifierHeld, useKeys } from "./keys.ts";
import { lazily } from "./lazily.ts";
import { PausedBanner } from "./paused-banner.tsx";
import { Rail } from "./rail.tsx";

// The list stands before the rest is there; the rest is on its way meanwhile.
const opened = import("./open-conversation.ts");
const overlays = import("./overlays.ts");
const ConversationPane = lazily(() => opened.then((part) => part.ConversationPane));
const ContextPane = lazily(() => opened.then((part) => part.ContextPane));
const UndoBar = lazily(() => opened.then((part) => part.UndoBar));
const Palette = lazily(() => overlays.then((part) => part.Palette));
const Help = lazily(() => overlays.then((part) => part.Help));

type Overlay = "palette" | "help" | "rail" | "context" | null;

export function InboxScreen({ me }: { me: Me }) {
  const { t } = useT();
  const router = useRouter();
  const client = useQueryClient();
  const search = useSearch({ from: "/inbox" });
  const openId = useParams({ strict: false, select: (params) => params.id ?? null });
  const messageId = useLocation({ select: ({ hash }) => hash });
  const visit = useLocation({ select: ({ state, href }) => `${state.__TSR_key ?? ""} ${href}` });
  const [overlay, setOverlay] = useState<Overlay>(null);
  const filter = useMemo(() => filterOf(search, me.id), [search, me.id]);
  // Each visit counts: the same link leads to its message again.
  const target = useMemo(() => (messageId === "" ? null : { messageId, visit }), [messageId, visit]);
  const close = () => setOverlay(null);
  // Whoever follows a link from the sheet wants to see where it leads.
  const [seenVisit, setSeenVisit] = useState(visit);
  if (seenVisit !== visit) {
    setSeenVisit(visit);
    if (overlay === "context") setOverlay(null);
  }

  useLiveChanges((plan) => {
    if (plan.counts || plan.everything) void client.invalidateQueries({ queryKey: keys.counts });
    if (plan.accounts || plan.everything) void client.invalidateQueries({ queryKey: keys.accounts });
    if (plan.kinds.has("view") || plan.everything) void client.invalidateQueries({ queryKey: viewsQuery.queryKey });
    if (plan.paused || plan.everything) void client.invalidateQueries({ queryKey: keys.paused });
    // What is not on the screen is read again when it is opened.
    for (const id of plan.conversations) {
      if (id === openId) continue;
      void client.invalidateQueries({ queryKey: keys.conversation(id), refetchType: "none" });
      void client.invalidateQueries({ queryKey: keys.messages(id), refetchType: "none" });
    }
  });
  useKeys({
    "?": () => setOverlay("help"),
    "/": () => document.querySelector<HTMLInputElement>('input[type="search"]')?.focus(),
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !modifierHeld(event) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      setOverlay((shown) => (shown === "palette" ? null : "palette"));
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  useTitle(t.view[viewOf(search)]);

  const rail = (inDrawer: boolean) => (
    <Rail
      me={me}
      search={search}
      openId={openId}
      onPalette={() => setOverlay("palette")}
      {...(inDrawer ? { onClose: close } : {})}
    />
  );
  return (
    <>
      <a className="btn skip" href="#conversation">
        {t.skipToConversation}
      </a>
      <div className={openId === null ? "frame no-context" : "frame"} data-open={openId !== null}>
        <div className="banners">
          <ConnectionBanner />
          <PausedBanner me={me} />
        </div>
        {rail(false)}
        <ListPane me={me} filter={filter} search={search} openId={openId} onMenu={() => setOverlay("rail")} />
        {openId === null ? (
          <Empty />
        ) : (
          <Suspense fallback={<main className="conv" aria-busy="true" id="conversation" />}>
            <ConversationPane
              id={openId}
              me={me}
              q={search.q}
              target={target}
              onBack={() => {
                router.history.push(inboxHref(null, search));
                // The row it was opened from takes the focus back, once the list is there again.
                focusRowSoon(openId);
              }}
              onDetails={() => setOverlay("context")}
            />
            <ContextPane id={openId} me={me} />
          </Suspense>
        )}
      </div>
      <Suspense>
        <UndoBar />
        {overlay === "palette" ? <Palette me={me} openId={openId} onClose={close} /> : null}
        {overlay === "help" ? <Help onClose={close} /> : null}
      </Suspense>
      {overlay === "rail" ? (
        <Dialog label={t.views} className="drawer" onClose={close}>
          {rail(true)}
        </Dialog>
      ) : null}
      {overlay === "context" && openId !== null ? (
        <Dialog label={t.details} className="drawer right" onClose={close}>
          <Suspense>
            <ContextPane id={openId} me={me} onClose={close} />
          </Suspense>
        </Dialog>
      ) : null}
    </>
  );
}

function ConnectionBanner() {
  const { t, language } = useT();
  const { state, readTo } = useLiveState();
  if (state !== "reconnecting") return null;
  return (
    <div className="banner late-in" role="status">
      <Icon of={RefreshCw} small />
      {readTo === null ? t.reconnecting : t.reconnectingSince(clockTime(language, readTo))}
    </div>
  );
}

/** The tab says how many wait, and before it how many notices are unread. */
function useTitle(name: string): void {
  const open = useQuery(countsQuery).data?.status.open ?? 0;
  const unread = useQuery(noticesQuery).data?.unread ?? 0;
  useEffect(() => {
    document.title = `${unread > 0 ? `● ${unread} ` : ""}${open > 0 ? `(${open}) ` : ""}${name} · Parley`;
  }, [open, unread, name]);
}
