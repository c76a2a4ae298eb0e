/** A list of things that are set: one row each, with what is done to it at its end; removing asks first. */
import { useState, type ReactNode } from "react";
import { useSettingsWords } from "../words.ts";
import { Confirm } from "./confirm.tsx";

interface ItemsProps<T> {
  /** What the list is, for screen readers. */
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  /** What stands where there is none yet. */
  empty: string;
  children: (item: T) => ReactNode;
}

export function Items<T>({ label, items, keyOf, empty, children }: ItemsProps<T>) {
  if (items.length === 0) return <p className="empty-list">{empty}</p>;
  return (
    <ul className="items" aria-label={label}>
      {items.map((item) => (
        <li key={keyOf(item)}>{children(item)}</li>
      ))}
    </ul>
  );
}

interface ItemProps {
  title: ReactNode;
  /** The line below the title. */
  detail?: ReactNode;
  /** Further buttons. */
  actions?: ReactNode;
  onEdit?: () => void;
  /** What is asked before it is removed, and how. */
  removal?: { title: string; hint?: string; word?: string; run: () => Promise<unknown> };
}

export function Item({ title, detail, actions, onEdit, removal }: ItemProps) {
  const words = useSettingsWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <div className="grow">
        <div className="name">{title}</div>
        {detail === undefined ? null : <div className="hint">{detail}</div>}
      </div>
      {actions}
      {onEdit ? (
        <button type="button" className="btn" onClick={onEdit}>
          {words.edit}
        </button>
      ) : null}
      {removal ? (
        <button type="button" className="btn danger" onClick={() => setAsking(true)}>
          {removal.word ?? words.remove}
        </button>
      ) : null}
      {removal && asking ? (
        <Confirm
          title={removal.title}
          action={removal.word ?? words.remove}
          danger
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await removal.run();
            setAsking(false);
          }}
        >
          {removal.hint}
        </Confirm>
      ) : null}
    </>
  );
}
