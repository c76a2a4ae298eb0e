/** What Parley does by itself for an account's users: the safety text, and erasing what rested long enough. */
import type { AccountView } from "../../client/types.ts";
import { useDraft } from "../kit/draft.ts";
import { DraftForm } from "../kit/draft-form.tsx";
import { Check, Select } from "../kit/fields.tsx";
import { calls, useAccountChanged } from "./calls.ts";
import { useAccountWords } from "./words.ts";

const MONTHS = [3, 6, 12, 24, 36, 60, 120];

export function SafetyForm({ account: { id, safetyText, retentionMonths } }: { account: AccountView }) {
  const words = useAccountWords();
  const changed = useAccountChanged();
  const draft = useDraft(`account:${id}:safety`, { safetyText, retentionMonths }, async (value) => {
    await calls.patch(id, value);
    await changed(id);
  });
  const { value, change, errorOf } = draft;
  const offered = [...new Set([...MONTHS, ...(value.retentionMonths === null ? [] : [value.retentionMonths])])].sort(
    (a, b) => a - b,
  );
  return (
    <DraftForm draft={draft}>
      <Check
        name="safetyText"
        label={words.safetyText}
        hint={words.safetyTextHint}
        checked={value.safetyText}
        onChange={(next) => change({ safetyText: next })}
      />
      <Select
        name="retentionMonths"
        label={words.retention}
        hint={words.retentionHint}
        error={errorOf("retentionMonths")}
        value={value.retentionMonths ?? ""}
        onChange={({ target }) => change({ retentionMonths: target.value === "" ? null : Number(target.value) })}
      >
        <option value="">{words.retentionNever}</option>
        {offered.map((months) => (
          <option key={months} value={months}>
            {words.retentionMonths(months)}
          </option>
        ))}
      </Select>
    </DraftForm>
  );
}
