/** A link or a key that is shown here and never again, with a way to copy it. */
import { useState } from "react";
import { usePeopleWords } from "./words.ts";

export function ShownOnce({ lead, text }: { lead: string; text: string }) {
  const words = usePeopleWords();
  const [copied, setCopied] = useState(false);
  return (
    <div className="once" role="status">
      <p>{lead}</p>
      <code data-testid="shown-once">{text}</code>
      <button
        type="button"
        className="btn"
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        {copied ? words.copied : words.copy}
      </button>
    </div>
  );
}
