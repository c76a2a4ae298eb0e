/** Several of a few, ticked. */
interface Props<T extends string> {
  legend: string;
  options: readonly (readonly [value: T, word: string])[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}

export function Ticks<T extends string>({ legend, options, chosen, onChange }: Props<T>) {
  return (
    <fieldset className="picks">
      <legend>{legend}</legend>
      {options.map(([value, word]) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
          {word}
        </label>
      ))}
    </fieldset>
  );
}
