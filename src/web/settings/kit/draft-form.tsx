/** A form of one draft: its fields, Enter saves, the save bar below. */
import type { ReactNode } from "react";
import type { Draft } from "./draft.ts";
import { SaveBar } from "./save-bar.tsx";

interface DraftFormProps<T> {
  draft: Draft<T>;
  /** The verb of the save bar; "Save" if absent. */
  action?: string;
  children: ReactNode;
}

export function DraftForm<T>({ draft, action, children }: DraftFormProps<T>) {
  return (
    <form
      noValidate
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        void draft.save();
      }}
    >
      {children}
      <SaveBar draft={draft} {...(action === undefined ? {} : { label: action })} />
    </form>
  );
}
