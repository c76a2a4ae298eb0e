/** Attributed or anonymous, each with what it means; where only one is possible, why. */
import type { PublicationForm } from "../../domain/publications.ts";
import { usePublishWords } from "./words.ts";

interface Props {
  value: PublicationForm;
  /** Why it cannot be attributed; null: it can. */
  refused: string | null;
  error: string | undefined;
  onChange: (form: PublicationForm) => void;
}

export function FormChoice({ value, refused, error, onChange }: Props) {
  const { choose: words, form: names } = usePublishWords();
  return (
    <fieldset className="choice">
      <legend>{words.form}</legend>
      {(["attributed", "anonymous"] as const).map((one) => {
        const why = one === "attributed" ? refused : null;
        return (
          <label key={one} className="check">
            <input
              type="radio"
              name="form"
              value={one}
              checked={value === one}
              disabled={why !== null}
              onChange={() => onChange(one)}
            />
            <span>
              {names[one]}
              <small className="hint">{why ?? words[`${one}Hint`]}</small>
            </span>
          </label>
        );
      })}
      {error === undefined ? null : (
        <p role="alert" className="fault">
          {error}
        </p>
      )}
    </fieldset>
  );
}
