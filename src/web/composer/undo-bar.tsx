/** Says what is about to leave, for as long as it can be taken back, wherever its author has gone meanwhile. */
import { useRouter } from "@tanstack/react-router";
import { Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import { ApiError } from "../client/problem.ts";
import { useT } from "../i18n/language.tsx";
import { inboxHref } from "../shell/address.ts";
import { useKeys } from "../shell/keys.ts";
import { Icon } from "../ui/icon.tsx";
import { whyOf } from "../ui/toast.tsx";
import { MODE_ICONS } from "./modes.tsx";
import { useTakeBack } from "./take-back.ts";
import { dropUndoable, type Undoable, useUndoables } from "./undo-store.ts";
import { useComposerWords } from "./words.ts";

const SECOND_MS = 1_000;

export function UndoBar() {
  const newest = useUndoables().at(-1);
  return newest === undefined ? null : <Shown key={newest.deliveryId} one={newest} />;
}

function Shown({ one }: { one: Undoable }) {
  const { t } = useT();
  const w = useComposerWords();
  const router = useRouter();
  const takeBack = useTakeBack();
  const [left, setLeft] = useState(() => secondsLeft(one));
  const [failed, setFailed] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const timer = setInterval(() => {
      const now = secondsLeft(one);
      setLeft(now);
      // A failure stays to be read.
      if (now <= (failed === null ? 0 : -5)) dropUndoable(one.deliveryId);
    }, SECOND_MS / 4);
    return () => clearInterval(timer);
  }, [one, failed]);

  const undo = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await takeBack(one.deliveryId, one.conversationId, one.mode);
      router.history.push(inboxHref(one.conversationId, router.state.location.search));
      focusComposer();
    } catch (error) {
      setBusy(false);
      setFailed(error);
    }
  };
  useKeys({ z: () => void undo() });

  const words =
    failed === null
      ? w.undoable(one.name, one.mode)
      : failed instanceof ApiError && failed.code === "conflict"
        ? w.undoTooLate
        : t.actionFailed(whyOf(failed, t));
  return (
    <div className={`toast undo ${one.mode}`} data-testid="undo-bar">
      <Icon of={MODE_ICONS[one.mode]} small />
      {/* Said once, not each second. */}
      <span role={failed === null ? "status" : "alert"}>{words}</span>
      {failed === null ? (
        <>
          <span className="num" aria-hidden="true">
            {w.secondsLeft(Math.max(0, left))}
          </span>
          <button type="button" className="btn" disabled={busy} onClick={() => void undo()} aria-keyshortcuts="Z">
            <Icon of={Undo2} small />
            {w.undo}
            <kbd aria-hidden="true">Z</kbd>
          </button>
        </>
      ) : null}
    </div>
  );
}

function secondsLeft(one: Undoable): number {
  return Math.ceil((one.until - performance.now()) / SECOND_MS);
}

/** Once the conversation is there. */
function focusComposer(tries = 20): void {
  const box = document.querySelector<HTMLTextAreaElement>(".composer textarea");
  if (box) box.focus();
  else if (tries > 0) requestAnimationFrame(() => focusComposer(tries - 1));
}
