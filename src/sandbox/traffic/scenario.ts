/** The words of a scenario: who writes what to the demo brand, where, and in which order. */

export type Platform = "x" | "telegram" | "discord";
export type Language = "zh" | "en";
export type Topic = "locked" | "pending" | "security" | "privacy" | "fees" | "thanks";

/** `direct`: a private chat with the brand. `public`: the platform's usual public place. The others are one platform's own. */
export type Where = "direct" | "public" | "business" | "comment" | "forum";

/** Texts hold slots (`{usdt}`, `{code}`, …) that `fill` replaces, and never the mention of the brand: the player adds the platform's own. */
export type Step =
  /** The asker writes; `picture` names a screenshot that goes with it. */
  | { do: "say"; text: string; picture?: string }
  /** The asker changes, or deletes, what they wrote last. */
  | { do: "edit"; text: string }
  | { do: "delete" }
  /** Somebody else reacts to what the asker wrote last. */
  | { do: "react"; who: string; emoji: string }
  /** Somebody else (a person's or an impostor's key) writes below the asker's last message. */
  | { do: "other"; who: string; text: string };

export interface Scenario {
  key: string;
  topic: Topic;
  language: Language;
  platform: Platform;
  where: Where;
  /** A key of `people`. */
  who: string;
  steps: readonly Step[];
}

/** A question that anybody may ask on any platform, privately or publicly; the second text, if any, follows at the next turn. */
export interface LaterQuestion {
  topic: Topic;
  language: Language;
  /** `direct` where it names things that nobody would write in public. */
  where: "direct" | "any";
  texts: readonly [string, ...string[]];
}

/** Steps that are only the asker's own words. */
export function says(...texts: string[]): Step[] {
  return texts.map((text) => ({ do: "say", text }));
}
