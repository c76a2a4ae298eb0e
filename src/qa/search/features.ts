/** What a question asks for: pairs of Han, stems, and the things that it names in any words. Pure. */
import { headHint, skeletonHint, skeletonOf, stemHint, stemOf } from "../../store/publication-words.ts";
import { LONGEST_WORD, phraseQuery, runs } from "../../store/search-words.ts";
import { CONCEPTS } from "./concepts.ts";
import { shapeOf, shapeOfForm } from "./shape.ts";
import { STOP_HAN, STOP_LATIN } from "./stop-words.ts";

export interface Feature {
  /** As FTS5 takes it. */
  fts: string;
  /** The same, within titles and questions alone. */
  headFts: string;
  /** Any of these stands in the shape of a text that has it. */
  forms: string[];
  /** How much it counts beside the others. */
  weight: number;
  /** For a word that no page has: what a misspelt one is found by. */
  instead: Feature | null;
}

const MOST_FEATURES = 28;
/** Of a longer question the rest is not looked at. */
const LOOKED_AT = 800;
const WEIGHTS = { pair: 1, char: 0.5, stem: 1.3, skeleton: 0.9, concept: 1.5 };

const concepts = CONCEPTS.map(({ forms }) => {
  const shapes = forms.map(shapeOfForm);
  const queries = forms.map((form) => formQuery(form));
  const any = queries.map(({ any: one }) => one).join(" OR ");
  const head = queries.map(({ head: one }) => one).join(" OR ");
  return { shapes, feature: feature({ fts: any, headFts: head, forms: shapes, weight: WEIGHTS.concept }) };
});

/** Things first, then words in their order; none twice. */
export function featuresOf(text: string): Feature[] {
  const sample = text.replaceAll(/⟦[^⟧]*⟧|https?:\/\/\S+/gu, " ").slice(0, LOOKED_AT);
  const shape = shapeOf(sample);
  const found = new Map<string, Feature>();
  for (const { shapes, feature: one } of concepts)
    if (shapes.some((form) => shape.includes(form))) found.set(one.fts, one);
  for (const { han, chars } of runs(sample))
    for (const one of han ? hanFeatures(chars) : latinFeatures(chars)) found.set(one.fts, one);
  return [...found.values()].slice(0, MOST_FEATURES);
}

/** The words that a question is found by, as they stand in it: to mark them. */
export function wordsAsked(text: string): string[] {
  return [...runs(text.slice(0, LOOKED_AT))].flatMap(({ han, chars }) =>
    han
      ? chars.replaceAll(STOP_HAN, " ").split(" ").flatMap(piecesOf)
      : STOP_LATIN.has(chars) || chars.length < 2
        ? []
        : [chars],
  );
}

/** A longer part stands whole in few texts: its pairs do. */
function piecesOf(part: string): string[] {
  const chars = Array.from(part);
  return chars.length <= 2
    ? part === ""
      ? []
      : [part]
    : chars.slice(0, -1).map((char, i) => `${char}${chars[i + 1]}`);
}

function* hanFeatures(run: string): Generator<Feature> {
  for (const part of run.replaceAll(STOP_HAN, " ").split(" ")) {
    const chars = Array.from(part);
    if (chars.length === 1) {
      const fts = `"${part}"*`;
      yield feature({ fts, headFts: inHead(fts), forms: [part], weight: WEIGHTS.char });
    }
    for (let i = 0; i + 1 < chars.length; i += 1) {
      const pair = `${chars[i]}${chars[i + 1]}`;
      yield feature({ fts: `"${pair}"`, headFts: inHead(`"${pair}"`), forms: [pair], weight: WEIGHTS.pair });
    }
  }
}

function* latinFeatures(run: string): Generator<Feature> {
  const word = run.slice(0, LONGEST_WORD);
  if (STOP_LATIN.has(word) || word.length < 2) return;
  const stem = stemOf(word);
  const skeleton = skeletonOf(stem);
  yield feature({
    ...hinted(stemHint(stem)),
    forms: [` ${stem} `],
    weight: WEIGHTS.stem,
    instead:
      skeleton === null
        ? null
        : feature({ ...hinted(skeletonHint(skeleton)), forms: [skeletonForm(skeleton)], weight: WEIGHTS.skeleton }),
  });
}

/** How a skeleton stands among the forms: no shape holds it, the words of one are compared. */
export const skeletonForm = (skeleton: string) => `~${skeleton}`;

function hinted(hint: string): Pick<Feature, "fts" | "headFts"> {
  return { fts: `hints : "${hint}"`, headFts: `hints : "${headHint(hint)}"` };
}

function inHead(fts: string): string {
  return `{title question} : ${fts}`;
}

function feature(input: Omit<Feature, "instead"> & { instead?: Feature | null }): Feature {
  return { instead: null, ...input };
}

function formQuery(form: string): { any: string; head: string } {
  const parts = [...runs(form)];
  const [only] = parts;
  if (parts.length === 1 && only && !only.han) {
    const { fts, headFts } = hinted(stemHint(stemOf(only.chars)));
    return { any: `(${fts})`, head: `(${headFts})` };
  }
  const phrase = phraseQuery(form) ?? '""';
  return { any: `(${phrase})`, head: `(${inHead(phrase)})` };
}
