/** Puts amounts, hours and codes into a text, so that the same question never reads the same twice. */
import { between, pick, type Random } from "./random.ts";
import type { Language } from "./scenario.ts";

const CITIES = {
  zh: ["成都", "曼谷", "新加坡", "杭州", "吉隆坡", "迪拜"],
  en: ["Lisbon", "Bangkok", "Singapore", "Nairobi", "Kuala Lumpur", "Dubai"],
} as const;

const HEX = "0123456789abcdef";

const SLOTS: Record<string, (random: Random, language: Language) => string> = {
  usdt: (random) => between(random, 30, 4_800).toLocaleString("en-US"),
  trx: (random) => (between(random, 65, 274) / 10).toFixed(1),
  hours: (random) => String(between(random, 2, 22)),
  code: (random) => `E-${between(random, 1_001, 2_999)}`,
  city: (random, language) => pick(random, CITIES[language]),
  // Shortened the way people paste a hash.
  txid: (random) => `${hex(random, 6)}…${hex(random, 4)}`,
};

/** Replaces every `{slot}`. Throws a RangeError for a slot that does not exist. */
export function fill(text: string, language: Language, random: Random): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const slot = SLOTS[name];
    if (!slot) throw new RangeError(`No slot is called {${name}}.`);
    return slot(random, language);
  });
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => HEX.charAt(Math.floor(random() * HEX.length))).join("");
}
