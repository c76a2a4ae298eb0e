/** Something being edited: what is saved, what was typed over it, and what went wrong at which field. */
import { useState, useSyncExternalStore } from "react";
import { useFaultWords, type Fault } from "../../people/form.tsx";

// Kept beside the screens, so that an ended session or a failed call takes nothing that was typed. Memory only: credentials are typed here.
const typed = new Map<string, unknown>();
const listeners = new Set<() => void>();

function put(key: string, value: unknown): void {
  if (value === undefined) typed.delete(key);
  else typed.set(key, value);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Forgets all that was typed: somebody else sits here now. */
export function forgetDrafts(): void {
  typed.clear();
  for (const listener of listeners) listener();
}

export interface Draft<T> {
  value: T;
  /** True: something differs from what is saved. */
  dirty: boolean;
  busy: boolean;
  /** What concerns no single field, or all of it in one sentence. */
  fault: Fault | null;
  /** The error of a field or of anything within it: `entries` has that of `entries.3`. */
  errorOf: (field: string) => string | undefined;
  change: (patch: Partial<T>) => void;
  discard: () => void;
  /** True: it is saved. What was typed stays where it failed. */
  save: () => Promise<boolean>;
}

/**
 * `key` names what is edited, once in the whole workspace; `saved` is its state on the server. `store` saves, throws ApiError, and has the queries
 * of `saved` refreshed when it resolves. `explain` has words for failures that only this form knows; null: the usual ones.
 */
export function useDraft<T extends object>(
  key: string,
  saved: T,
  store: (value: T) => Promise<unknown>,
  explain?: (error: unknown, value: T) => Fault | null,
): Draft<T> {
  const draft = useSyncExternalStore(subscribe, () => typed.get(key)) as T | undefined;
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const words = useFaultWords();
  const value = draft ?? saved;
  const same = (other: T) => JSON.stringify(other) === JSON.stringify(saved);
  return {
    value,
    dirty: draft !== undefined && !same(draft),
    busy,
    fault,
    errorOf: (field) =>
      fault?.field === field || fault?.field?.startsWith(`${field}.`) === true ? fault.message : undefined,
    change(patch) {
      const next = { ...value, ...patch };
      put(key, same(next) ? undefined : next);
    },
    discard() {
      setFault(null);
      put(key, undefined);
    },
    async save() {
      if (busy) return false;
      setBusy(true);
      try {
        await store(value);
        setFault(null);
        put(key, undefined);
        return true;
      } catch (error) {
        setFault(explain?.(error, value) ?? words(error));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
