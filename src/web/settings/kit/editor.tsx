/** A dialog that edits one thing of a list: its fields, save and cancel; what was typed is not lost by a slip. */
import { useState, type ReactNode } from "react";
import { useT } from "../../i18n/language.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useSettingsWords } from "../words.ts";
import type { Draft } from "./draft.ts";

interface EditorProps<T> {
  title: string;
  draft: Draft<T>;
  /** The verb on the button; "Save" if absent. */
  action?: string;
  onClose: () => void;
  children: ReactNode;
}

/** Closes itself once it is saved. */
export function Editor<T>({ title, draft, action, onClose, children }: EditorProps<T>) {
  const { t } = useT();
  const words = useSettingsWords();
  const [leaving, setLeaving] = useState(false);
  const { fault, busy, dirty } = draft;
  const leave = () => {
    draft.discard();
    onClose();
  };
  const save = async (form: HTMLFormElement) => {
    if (await draft.save()) onClose();
    // After React has drawn the errors.
    else requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <Dialog label={title} className="sheet" onClose={() => (dirty ? setLeaving(true) : leave())}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save(event.currentTarget);
        }}
      >
        <h2>{title}</h2>
        {children}
        {fault === null ? null : (
          <p role="alert" className="fault">
            {words.notSaved(fault.message)}
          </p>
        )}
        <div className="end">
          {leaving ? (
            <>
              <span className="grow" role="alert">
                {words.leaveTitle}
              </span>
              <button type="button" className="btn" onClick={() => setLeaving(false)}>
                {words.stay}
              </button>
              <button type="button" className="btn danger" onClick={leave}>
                {words.leave}
              </button>
            </>
          ) : (
            <>
              <button type="button" className="btn" onClick={() => (dirty ? setLeaving(true) : leave())}>
                {t.cancel}
              </button>
              <button type="submit" className="btn solid" aria-disabled={busy}>
                {busy ? words.saving : (action ?? words.save)}
              </button>
            </>
          )}
        </div>
      </form>
    </Dialog>
  );
}
