/** Some of the labels, ticked. */
import type { Label } from "../../answers/calls.ts";
import { ColorDot } from "../../ui/label-dot.tsx";

interface Props {
  legend: string;
  labels: readonly Label[];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}

export function LabelPicks({ legend, labels, chosen, onChange }: Props) {
  return (
    <fieldset className="picks">
      <legend>{legend}</legend>
      {labels
        .filter(({ id, archived }) => !archived || chosen.includes(id))
        .map(({ id, name, color }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
            />
            <ColorDot color={color} />
            {name}
          </label>
        ))}
    </fieldset>
  );
}
