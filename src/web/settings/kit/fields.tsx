/** Controls of the settings' forms: a label, a hint or the error below, and the control; text inputs are `Field`. */
import { useId, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from "react";

export { Field } from "../../people/form.tsx";

interface Labelled {
  label: string;
  hint?: string;
  error?: string | undefined;
}

/** Hands the control its id and what describes it. */
function Around({
  label,
  hint,
  error,
  children,
}: Labelled & {
  children: (props: { id: string; "aria-invalid": boolean; "aria-describedby": string | undefined }) => ReactNode;
}) {
  const id = useId();
  const about = error ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        "aria-invalid": error !== undefined,
        "aria-describedby": about === undefined ? undefined : `${id}-about`,
      })}
      {about === undefined ? null : (
        <p id={`${id}-about`} className={error === undefined ? "hint" : "fault"} role={error ? "alert" : undefined}>
          {about}
        </p>
      )}
    </div>
  );
}

/** Several lines of text. */
export function Area({
  label,
  hint,
  error,
  ...area
}: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement> & { name: string }) {
  return (
    <Around label={label} error={error} {...(hint === undefined ? {} : { hint })}>
      {(props) => <textarea rows={4} {...area} {...props} />}
    </Around>
  );
}

/** One of a few; the options are its children. */
export function Select({
  label,
  hint,
  error,
  ...select
}: Labelled & SelectHTMLAttributes<HTMLSelectElement> & { name: string }) {
  return (
    <Around label={label} error={error} {...(hint === undefined ? {} : { hint })}>
      {(props) => <select {...select} {...props} />}
    </Around>
  );
}

interface CheckProps {
  name: string;
  label: ReactNode;
  hint?: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

/** On or off. */
export function Check({ name, label, hint, checked, disabled = false, onChange }: CheckProps) {
  const id = useId();
  return (
    <label className="check">
      <input
        type="checkbox"
        name={name}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : id}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>
        {label}
        {hint === undefined ? null : (
          <small id={id} className="hint">
            {hint}
          </small>
        )}
      </span>
    </label>
  );
}

interface ChoiceProps<T extends string> {
  name: string;
  legend: string;
  value: T;
  options: readonly { value: T; label: string; hint?: string }[];
  onChange: (value: T) => void;
}

/** One of a few, all of them in sight, each with a line about it. */
export function Choice<T extends string>({ name, legend, value, options, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className="choice">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className="check">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.label}
            {option.hint === undefined ? null : <small className="hint">{option.hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
