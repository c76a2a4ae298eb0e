/** Measures what masking finds and what it takes for a secret, on a million words. */
import { measureFalseMasks, measureRecall } from "../support/masking.ts";

const RECALL_TARGET = 0.999;
const FALSE_TARGET_PER_MILLION = 1;
const SPEED_TARGET = 2_000_000;
const SAMPLES = 5_000;
const WORDS = 1_000_000;

export interface Finding {
  name: string;
  figures: string;
  reached: boolean;
}

export function benchMasking(): Finding[] {
  const recalls = measureRecall(SAMPLES);
  const tried = recalls.reduce((sum, one) => sum + one.tried, 0);
  const missed = recalls.reduce((sum, one) => sum + one.missed.length, 0);
  const worst = recalls.toSorted((a, b) => b.missed.length / b.tried - a.missed.length / a.tried)[0];
  const { words, masks, bytesPerSecond } = measureFalseMasks(WORDS);
  const perMillion = (masks.length / words) * 1_000_000;
  const percent = (share: number) => `${(share * 100).toFixed(3)} %`;
  return [
    {
      name: "masking: recall",
      figures: `${percent(1 - missed / tried)} of ${tried} (least: ${worst?.kind}, ${percent(1 - (worst?.missed.length ?? 0) / (worst?.tried ?? 1))}), target ≥${percent(RECALL_TARGET)}`,
      reached: 1 - missed / tried >= RECALL_TARGET,
    },
    {
      name: "masking: false masks",
      figures: `${perMillion.toFixed(2)} in a million words (target ≤${FALSE_TARGET_PER_MILLION})`,
      reached: perMillion <= FALSE_TARGET_PER_MILLION,
    },
    {
      name: "masking: speed",
      figures: `${(bytesPerSecond / 1e6).toFixed(1)} MB/s (target ≥${SPEED_TARGET / 1e6})`,
      reached: bytesPerSecond >= SPEED_TARGET,
    },
  ];
}
