/** A text as questions and pages are compared: folded, Latin words cut to their stems. */
import { stemOf } from "../../store/publication-words.ts";
import { LONGEST_WORD, runs } from "../../store/search-words.ts";

/** Han as it is, stems between spaces: ` lock 账户 `, so that a stem is looked for with its spaces, Han without. */
export function shapeOf(text: string): string {
  let shape = " ";
  let afterHan = false;
  for (const { han, chars } of runs(text)) {
    if (han) shape += afterHan ? `|${chars}` : chars;
    else shape += `${afterHan ? " " : ""}${stemOf(chars.slice(0, LONGEST_WORD))} `;
    afterHan = han;
  }
  return afterHan ? `${shape} ` : shape;
}

/** The same for a form of a concept: what of it is looked for within a shape. */
export function shapeOfForm(form: string): string {
  const shape = shapeOf(form);
  const trimmed = shape.trim();
  return /^[a-z0-9 ]+$/u.test(trimmed) ? shape : trimmed;
}
