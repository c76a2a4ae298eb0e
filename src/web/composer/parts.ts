/** How a reply will leave, as the delivery will cut it: files go with the first part, under a caption where one is enough. Pure. */
import { splitText } from "../../domain/split.ts";

export interface PartLimits {
  textLimit: number;
  captionLimit: number;
}

/** The messages that a text becomes; one where it fits. `measure` counts as the platform does. */
export function partsOf(
  text: string,
  files: number,
  { textLimit, captionLimit }: PartLimits,
  measure: (text: string) => number,
): string[] {
  if (files === 0) return splitText(text, textLimit, measure);
  if (measure(text) <= captionLimit) return [text];
  const [first = "", ...rest] = splitText(text, captionLimit, measure);
  return [first, ...splitText(rest.join("\n"), textLimit, measure)];
}
