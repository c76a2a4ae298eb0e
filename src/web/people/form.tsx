/** Forms of these screens: labelled fields with their error below, and one submit at a time. What was typed stays. */
import { useId, useState, type InputHTMLAttributes, type ReactNode } from "react";
import { ApiError } from "../client/problem.ts";
import { useT } from "../i18n/language.tsx";
import { whyOf } from "../ui/toast.tsx";
import { usePeopleWords } from "./words.ts";

export interface Fault {
  /** Null: it concerns no field. */
  field: string | null;
  message: string;
}

/** The words for what went wrong, in the reader's language. */
export function useFaultWords(): (error: unknown) => Fault {
  const { t } = useT();
  const words = usePeopleWords();
  return (error) => {
    if (!(error instanceof ApiError)) return { field: null, message: whyOf(error, t) };
    const { code, problem } = error;
    const field = typeof problem?.field === "string" ? problem.field : null;
    const extra: Record<string, unknown> = { ...problem };
    if (code === "too-many-attempts") {
      const seconds = Number(extra["retryAfterSeconds"] ?? 900);
      return { field, message: words.tooMany(Math.ceil(seconds / 60)) };
    }
    if (extra["reason"] === "weak-password") return { field, message: words.problem["weak-password"] };
    if (code === "wrong-credentials" && location.pathname.startsWith("/settings"))
      return { field, message: words.problem["wrong-password"] };
    if (code === "conflict" && field === "email") return { field, message: words.problem["email-taken"] };
    if (code === "invalid" && field === "email") return { field, message: words.problem.email };
    if (code === "wrong-credentials" || code === "wrong-code" || code === "sign-in-again" || code === "forbidden")
      return { field, message: words.problem[code] };
    return { field, message: whyOf(error, t) };
  };
}

interface FormProps {
  submit: string;
  onSubmit: (values: (name: string) => string) => Promise<void>;
  children: (errorOf: (name: string) => string | undefined) => ReactNode;
}

export function Form({ submit, onSubmit, children }: FormProps) {
  const words = useFaultWords();
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (form: HTMLFormElement) => {
    const data = new FormData(form);
    setBusy(true);
    try {
      await onSubmit((name) => {
        const value = data.get(name);
        return typeof value === "string" ? value : "";
      });
      setFault(null);
    } catch (error) {
      const found = words(error);
      setFault(found);
      if (found.field !== null) form.querySelector<HTMLInputElement>(`[name="${found.field}"]`)?.focus();
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      noValidate
      className="people-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void run(event.currentTarget);
      }}
    >
      {children((name) => (fault?.field === name ? fault.message : undefined))}
      {fault !== null && fault.field === null ? (
        <p role="alert" className="fault">
          {fault.message}
        </p>
      ) : null}
      <button type="submit" className="btn solid" aria-disabled={busy}>
        {submit}
      </button>
    </form>
  );
}

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  name: string;
  label: string;
  hint?: string;
  error: string | undefined;
}

export function Field({ label, hint, error, ...input }: FieldProps) {
  const id = useId();
  const about = error ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        {...input}
        aria-invalid={error !== undefined}
        aria-describedby={about === undefined ? undefined : `${id}-about`}
      />
      {about === undefined ? null : (
        <p id={`${id}-about`} className={error === undefined ? "hint" : "fault"} role={error ? "alert" : undefined}>
          {about}
        </p>
      )}
    </div>
  );
}
