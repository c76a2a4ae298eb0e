/** English words of how answers leave. */
import type { Widen } from "../../i18n/words.ts";
import type { zh } from "./words-zh.ts";

export const en: Widen<typeof zh> = {
  title: "Sending",
  lead: "A reply waits some seconds before it leaves. Until then it can be taken back: its words return to the box, and nobody gets them.",
  own: "My replies",
  ownHint: "Concerns the replies that you send only.",
  asBrand: (seconds) => `As the team has it (${seconds})`,
  brand: "The team’s default",
  brandHint: "Holds for everybody who chose nothing else.",
  none: "No wait, it leaves at once",
  seconds: (n) => (n === 1 ? "1 second" : `${n} seconds`),
};
