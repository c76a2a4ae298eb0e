/** Earlier versions of a message, opened on demand as word differences. */
import type { MessageItem } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { Clock } from "../ui/bits.tsx";
import { wordDiff } from "./diff.ts";

export function Edits({ message }: { message: MessageItem }) {
  const { t } = useT();
  if (message.editedAt === null) return null;
  // X edits a post without telling the earlier text.
  if (message.edits.length === 0) return <span>{t.editedUnknown}</span>;
  const versions = [...message.edits.map((edit) => edit.text), message.text];
  return (
    <details className="edits">
      <summary>{t.edited(message.edits.length)}</summary>
      {message.edits.map((edit, index) => (
        <p key={edit.at} lang={message.language ?? undefined}>
          {wordDiff(edit.text, versions[index + 1] ?? "").map((change, place) =>
            change.kind === "same" ? (
              change.text
            ) : change.kind === "gone" ? (
              <del key={place}>{change.text}</del>
            ) : (
              <ins key={place}>{change.text}</ins>
            ),
          )}{" "}
          <Clock at={edit.at} />
        </p>
      ))}
    </details>
  );
}
