/** How well a page answers a question: rare features count more, the title more than the question, both more than the answer. Pure. */
import { skeletonOf } from "../../store/publication-words.ts";
import type { Weighed } from "./candidates.ts";
import { type Feature, skeletonForm } from "./features.ts";
import { shapeOf } from "./shape.ts";

export interface Fields {
  title: string;
  question: string;
  answer: string;
}

// Chosen with `npm run bench`. How long a field is changes nothing: answers that explain more answer more.
const FIELDS = [
  { field: "title", weight: 4 },
  { field: "question", weight: 3 },
  { field: "answer", weight: 1.5 },
] as const;
/** What more of the same still adds. */
const SATURATION = 3;
const MOST_COUNTED = 4;

export interface Scored {
  /** 0 to 1: everything that was asked for, all over the page. */
  score: number;
  /** The share of what was asked for that the page has: 0 to 1. */
  coverage: number;
}

/** The fields as they are compared, each with its weight. */
export type Shaped = { shape: string; weight: number }[];

export function shaped(fields: Fields): Shaped {
  return FIELDS.map(({ field, weight }) => ({ shape: shapeOf(fields[field]), weight }));
}

/** Whether any field has it. */
export function has(shapes: Shaped, { forms }: Feature): boolean {
  return shapes.some(({ shape }) => countOf(shape, forms) > 0);
}

export function scoreOf(shapes: Shaped, features: readonly Weighed[]): Scored {
  let score = 0;
  let covered = 0;
  let asked = 0;
  for (const { feature, rarity } of features) {
    const worth = rarity * feature.weight;
    asked += worth;
    let strength = 0;
    for (const { shape, weight } of shapes) strength += weight * countOf(shape, feature.forms);
    if (strength === 0) continue;
    covered += worth;
    score += (worth * strength) / (strength + SATURATION);
  }
  return asked === 0 ? { score: 0, coverage: 0 } : { score: score / asked, coverage: covered / asked };
}

function countOf(shape: string, forms: readonly string[]): number {
  let n = 0;
  for (const form of forms) {
    const text = form.startsWith("~") ? skeletonsOf(shape) : shape;
    for (let at = text.indexOf(form); at >= 0 && n < MOST_COUNTED; at = text.indexOf(form, at + 1)) n += 1;
    if (n >= MOST_COUNTED) break;
  }
  return n;
}

/** Only for the few questions with a misspelt word. */
function skeletonsOf(shape: string): string {
  return shape
    .split(" ")
    .map((word) => `${skeletonForm(skeletonOf(word) ?? "")} `)
    .join("");
}
