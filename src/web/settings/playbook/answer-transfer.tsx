/** Takes the canned answers out as a JSON file, and in from one: what has the same name is changed, all else is added. */
import { useRef, useState } from "react";
import { type Answer, type AnswerInput, playbook } from "../../answers/calls.ts";
import { useT } from "../../i18n/language.tsx";
import { whyOf } from "../../ui/toast.tsx";
import { usePlaybookWords } from "./words.ts";

export function Transfer({ items, onImported }: { items: Answer[]; onImported: () => Promise<void> }) {
  const words = usePlaybookWords().answers;
  const { t } = useT();
  const picker = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<string | null>(null);
  const save = () => {
    // Accounts are this installation's own; how often it was used too.
    const rows = items.map(({ id: _id, uses: _uses, accountIds: _accountIds, ...answer }) => answer);
    const url = URL.createObjectURL(new Blob([JSON.stringify(rows, null, 2)], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = "parley-answers.json";
    link.click();
    URL.revokeObjectURL(url);
  };
  const load = async (file: File) => {
    const rows = rowsIn(await file.text());
    if (rows === null) return setSaid(words.importBad);
    let name = "";
    let done = 0;
    try {
      for (const row of rows) {
        ({ name } = row);
        const known = items.find((one) => one.name === name.toLowerCase());
        // One after the other: the first that does not fit is named, and the rest can be tried again.
        // oxlint-disable-next-line no-await-in-loop
        await (known
          ? playbook.changeAnswer(known.id, { ...row, accountIds: known.accountIds })
          : playbook.createAnswer(row));
        done += 1;
      }
      setSaid(words.imported(done));
    } catch (error) {
      setSaid(words.importFailed(name, whyOf(error, t)));
    }
    return onImported();
  };
  return (
    <>
      {items.length === 0 ? null : (
        <button type="button" className="btn quiet" onClick={save}>
          {words.export}
        </button>
      )}
      <button type="button" className="btn quiet" onClick={() => picker.current?.click()}>
        {words.import}
      </button>
      <input
        ref={picker}
        type="file"
        hidden
        accept="application/json,.json"
        aria-label={words.import}
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = "";
          if (file) void load(file);
        }}
      />
      {said === null ? null : (
        <span role="status" className="hint">
          {said}
        </span>
      )}
    </>
  );
}

/** Only what looks like answers; what does not fit in them, the server says. */
function rowsIn(text: string): AnswerInput[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every(isRow) ? value : null;
  } catch {
    return null;
  }
}

function isRow(value: unknown): value is AnswerInput {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "texts" in value &&
    typeof value.texts === "object"
  );
}
