/** Measures masking: how much of what people paste is found, and how much ordinary talk is taken for it. */
import { maskText } from "../../src/trust/mask.ts";
import { findSecrets } from "../../src/trust/secrets/find.ts";
import { ordinary, wordCount } from "./ordinary.ts";
import { type Pasted, pastedKey, pastedPhrase } from "./pasted.ts";
import { type ListName, LISTS, sequence } from "./secrets.ts";

export interface Recall {
  kind: string;
  tried: number;
  missed: string[];
}

/** `each` samples of every kind of phrase, and as many keys; from a fixed sequence. */
export function measureRecall(each: number, seed = 1): Recall[] {
  const random = sequence(seed);
  const samples: Pasted[] = [];
  for (let i = 0; i < each; i += 1) {
    for (const name of Object.keys(LISTS) as ListName[])
      samples.push(pastedPhrase(random, name, false), pastedPhrase(random, name, true));
    samples.push(pastedKey(random), pastedKey(random));
  }
  return [...Map.groupBy(samples, ({ kind }) => kind)].map(([kind, all]) => ({
    kind,
    tried: all.length,
    missed: all.filter(isReadable).map(({ text }) => text),
  }));
}

/** Whether a word of the secret is left; how it is written does not matter. */
function isReadable({ text, secret }: Pasted): boolean {
  const left = maskText(text)
    .normalize("NFKC")
    .replaceAll(/⟦\w+⟧|\u200b/g, " ")
    .toLowerCase();
  const words = new Set(left.match(/[\p{L}\p{N}]/u) ? left.split(/[^\p{L}\p{N}]+|(?<=\p{Script=Han})/u) : []);
  return secret.some((word) =>
    word.length > 8 || /[0-9]/.test(word) ? left.includes(word.toLowerCase()) : words.has(word),
  );
}

export interface FalseMasks {
  words: number;
  masks: string[];
  /** UTF-8 bytes looked through a second. */
  bytesPerSecond: number;
}

/** Looks through at least so many words of ordinary talk, half of the messages in each language. */
export function measureFalseMasks(words: number, seed = 2): FalseMasks {
  const random = sequence(seed);
  const masks: string[] = [];
  let counted = 0;
  let bytes = 0;
  let spentMs = 0;
  while (counted < words) {
    const batch = Array.from({ length: 500 }, (_, i) => ordinary(random, i % 2 === 0 ? "en" : "zh"));
    const began = performance.now();
    const found = batch.map((text) => findSecrets(text));
    spentMs += performance.now() - began;
    for (const [index, text] of batch.entries()) {
      counted += wordCount(text);
      bytes += Buffer.byteLength(text);
      for (const { kind, start, end } of found[index] ?? []) masks.push(`${kind}: ${text.slice(start, end)}`);
    }
  }
  return { words: Math.round(counted), masks, bytesPerSecond: (bytes / spentMs) * 1_000 };
}
