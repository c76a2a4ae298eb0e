/** Asks before something that cannot be taken back: says what happens, and keeps the question open where it fails. */
import { useState, type ReactNode } from "react";
import { useT } from "../../i18n/language.tsx";
import { useFaultWords } from "../../people/form.tsx";
import { Dialog } from "../../ui/dialog.tsx";

interface ConfirmProps {
  title: string;
  /** The verb on the button. */
  action: string;
  cancel?: string;
  danger?: boolean;
  /** May throw ApiError: it is shown here. Closing is the caller's. */
  onConfirm: () => unknown;
  onClose: () => void;
  children?: ReactNode;
}

export function Confirm({ title, action, cancel, danger = false, onConfirm, onClose, children }: ConfirmProps) {
  const { t } = useT();
  const words = useFaultWords();
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    try {
      await onConfirm();
    } catch (error) {
      setFault(words(error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog label={title} className="sheet" onClose={onClose}>
      <h2>{title}</h2>
      {children === undefined ? null : <div className="says">{children}</div>}
      {fault === null ? null : (
        <p role="alert" className="fault">
          {fault}
        </p>
      )}
      <div className="end">
        <button type="button" className="btn" onClick={onClose}>
          {cancel ?? t.cancel}
        </button>
        <button
          type="button"
          className={danger ? "btn danger" : "btn solid"}
          aria-disabled={busy}
          onClick={() => void run()}
        >
          {action}
        </button>
      </div>
    </Dialog>
  );
}
