/** Stands below a form while something is not saved: save or discard; whoever leaves is asked first. */
import { useBlocker } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useSettingsWords } from "../words.ts";
import { Confirm } from "./confirm.tsx";
import type { Draft } from "./draft.ts";

/** Put it last in what it saves: fields that are wrong are looked for beside it. */
export function SaveBar<T>({ draft, label }: { draft: Draft<T>; label?: string }) {
  const words = useSettingsWords();
  const bar = useRef<HTMLDivElement>(null);
  const { dirty, busy, fault } = draft;
  const blocker = useBlocker({
    shouldBlockFn: () => dirty,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  useEffect(() => {
    // The first field that is wrong takes the focus.
    if (fault !== null) bar.current?.parentElement?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [fault]);
  return (
    <div ref={bar} className={dirty || fault ? "save-bar" : "save-bar resting"}>
      {dirty || fault ? (
        <>
          <p role={fault ? "alert" : "status"} className={fault ? "fault grow" : "grow"}>
            {fault ? words.notSaved(fault.message) : words.unsaved}
          </p>
          <button type="button" className="btn" disabled={busy} onClick={draft.discard}>
            {words.discard}
          </button>
          <button type="button" className="btn solid" aria-disabled={busy} onClick={() => void draft.save()}>
            {busy ? words.saving : (label ?? words.save)}
          </button>
        </>
      ) : null}
      {blocker.status === "blocked" ? (
        <Confirm
          title={words.leaveTitle}
          action={words.leave}
          cancel={words.stay}
          danger
          onClose={blocker.reset}
          onConfirm={() => {
            draft.discard();
            blocker.proceed();
          }}
        >
          {words.leaveHint}
        </Confirm>
      ) : null}
    </div>
  );
}
