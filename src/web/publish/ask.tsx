/** Asks before a step of a page is taken; Enter takes it, a refusal is shown here, and what was typed stays. */
import { useState, type ReactNode } from "react";
import { useT } from "../i18n/language.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useRefusal } from "./faults.ts";

interface Props {
  title: string;
  /** The verb on the button, and how the button looks. */
  action: string;
  look?: "btn solid" | "btn pub" | "btn danger";
  /** Something is asked for: that is where one begins. */
  hasField?: boolean;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
  children?: ReactNode;
}

export function Ask({ title, action, look = "btn solid", hasField = false, onConfirm, onClose, children }: Props) {
  const { t } = useT();
  const refusal = useRefusal();
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const isDanger = look === "btn danger";
  const run = async () => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    try {
      await onConfirm();
    } catch (error) {
      setFault(refusal(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog label={title} className="sheet" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <h2>{title}</h2>
        {children}
        {fault === null ? null : (
          <p role="alert" className="fault">
            {fault}
          </p>
        )}
        <div className="end">
          <button type="button" className="btn" onClick={onClose}>
            {t.cancel}
          </button>
          {/* React's own `autoFocus` comes before the dialog opens, and is lost. What cannot be taken back does not wait for Enter. */}
          <button
            type="submit"
            className={look}
            aria-disabled={busy}
            ref={(button) => {
              if (!isDanger && !hasField) button?.setAttribute("autofocus", "");
            }}
          >
            {action}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
