/** Stands below a form while something is not saved: save or discard; whoever leaves is asked first. */
import { useBlocker } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useSettingsWords } from "../words.ts";
import { Confirm } from "./confirm.tsx";
import type { Draft } from "./draft.ts";

interface SaveBarProps<T> {
  draft: Draft<T>;
  /** The verb; "Save" if absent. */
  label?: string;
  /** What stands on the button meanwhile. */
  busyLabel?: string;
  /** The button is there before anything was typed, as where something is made. */
  always?: boolean;
}

/** Put it last in a form whose submit saves the draft. */
export function SaveBar<T>({ draft, label, busyLabel, always = false }: SaveBarProps<T>) {
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
  const button = (
    <button type="submit" className="btn solid" aria-disabled={busy}>
      {busy ? (busyLabel ?? words.saving) : (label ?? words.save)}
    </button>
  );
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
          {button}
        </>
      ) : always ? (
        button
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
