/** The labelled replies, and what the guard makes of them for the brand of the tests. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { judge, type Judgement, type Surroundings } from "../../src/trust/guard/guard.ts";
import { EXPLORERS } from "../../src/trust/guard/hosts.ts";

const Labelled = z.strictObject({
  id: z.string(),
  expect: z.enum(["refuse", "hold", "pass"]),
  about: z.string(),
  lang: z.enum(["en", "zh"]),
  /** `tuned`: seen while the rules were written; `held-out`: looked at afterwards; `probe`: written against the finished rules; `audit`: written by somebody who had not seen them. */
  set: z.enum(["tuned", "held-out", "probe", "audit"]),
  /** Several: paragraphs of one reply. */
  text: z.union([z.string(), z.array(z.string())]),
  /** What the person had written in private; the reply is public where it is there. */
  said: z.string().optional(),
});
export type Labelled = z.infer<typeof Labelled>;

const file = new URL("../trust/guard-replies.jsonl", import.meta.url);
export const REPLIES: Labelled[] = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line) => Labelled.parse(JSON.parse(line)));

export const BRAND: Surroundings = {
  list: [
    ...EXPLORERS,
    "*.bobowallet.example",
    "x.com/BoboWallet",
    "t.me/bobowallet_bot",
    "discord.gg/bobowallet",
    "@bobowallet",
    "@bobowallet_bot",
  ],
  before: [],
  confided: null,
  said: [],
  present: [],
};

export const textOf = ({ text }: Labelled) => (Array.isArray(text) ? text.join("\n\n") : text);

export function judged(reply: Labelled): Judgement {
  return judge(textOf(reply), { ...BRAND, confided: reply.said === undefined ? null : [reply.said] });
}
