/** What a question asks for: pairs of Han, stems, and the things that it names in any words. Pure. */
import type { SiteLanguage } from "../../domain/publications.ts";
import { headHint, skeletonHint, skeletonOf, stemHint, stemOf } from "../../store/publication-words.ts";
import { isHan, LONGEST_WORD, phraseQuery, runs } from "../../store/search-words.ts";
import { CONCEPTS } from "./concepts.ts";
import { shapeOf, shapeOfForm } from "./shape.ts";
import { STOP_HAN, STOP_LATIN } from "./stop-words.ts";

/** As FTS5 takes it: anywhere in a page, and in its title or question. */
export interface IndexQuery {
  any: string;
  head: string;
}

export interface Feature {
  /** Null: no page of that language is found by it. */
  queries: Record<SiteLanguage, IndexQuery | null>;
  /** Any of these stands in the shape of a text that has it. */
  forms: string[];
  /** How much it counts beside the others. */
  weight: number;
  /** For a word that no page has: what a misspelt one is found by. */
  instead: Feature | null;
}

const MOST_FEATURES = 24;
/** Of a longer question the rest is not looked at. */
const LOOKED_AT = 800;
const WEIGHTS = { pair: 1, char: 0.5, stem: 1.3, skeleton: 0.9, concept: 1.5 };

const concepts = CONCEPTS.map(({ name, forms }) => {
  const shapes = forms.map(shapeOfForm);
  const [han, latin] = [forms.filter(isHan), forms.filter((form) => !isHan(form))];
  const feature: Feature = {
    queries: { zh: anyOf(han.map(phrase)), en: anyOf(latin.map(latinQuery)) },
    forms: shapes,
    weight: WEIGHTS.concept,
    instead: null,
  };
  return { name, shapes, feature };
});

/** Things first, then words in their order; none twice. */
export function featuresOf(text: string): Feature[] {
  const sample = text.replaceAll(/⟦[^⟧]*⟧|https?:\/\/\S+/gu, " ").slice(0, LOOKED_AT);
  const shape = shapeOf(sample);
  const found = new Map<string, Feature>();
  for (const { name, shapes, feature } of concepts)
    if (shapes.some((form) => shape.includes(form))) found.set(`concept ${name}`, feature);
  for (const { han, chars } of runs(sample))
    for (const one of han ? hanFeatures(chars) : latinFeatures(chars)) found.set(one.forms.join(), one);
  return [...found.values()].slice(0, MOST_FEATURES);
}

/** The words that a question is found by, as they stand in it: to mark them. */
export function wordsAsked(text: string): string[] {
  return [...runs(text.slice(0, LOOKED_AT))].flatMap(({ han, chars }) =>
    han
      ? partsOf(chars).flatMap((part) => (part.length <= 2 ? [part.join("")] : pairsIn(part)))
      : STOP_LATIN.has(chars) || chars.length < 2
        ? []
        : [chars],
  );
}

function* hanFeatures(run: string): Generator<Feature> {
  for (const part of partsOf(run)) {
    const [only] = part;
    // A character alone begins thousands of pairs: it tells pages apart, and finds none.
    if (part.length === 1 && only !== undefined) yield hanFeature(only, null, WEIGHTS.char);
    else for (const pair of pairsIn(part)) yield hanFeature(pair, `"${pair}"`, WEIGHTS.pair);
  }
}

function hanFeature(form: string, any: string | null, weight: number): Feature {
  // A page in English holds no Han but names.
  const zh = any === null ? null : { any, head: inHead(any) };
  return { queries: { zh, en: null }, forms: [form], weight, instead: null };
}

/** What stop words leave of a run of Han, in characters. */
function partsOf(run: string): string[][] {
  return run
    .replaceAll(STOP_HAN, " ")
    .split(" ")
    .filter((part) => part !== "")
    .map((part) => Array.from(part));
}

function pairsIn(chars: readonly string[]): string[] {
  return chars.slice(0, -1).map((char, index) => `${char}${chars[index + 1]}`);
}

function* latinFeatures(run: string): Generator<Feature> {
  const word = run.slice(0, LONGEST_WORD);
  if (STOP_LATIN.has(word) || word.length < 2) return;
  // A code that is written without its hyphen: E1043.
  const code = /^[a-z]{1,3}(\d{3,})$/u.exec(word)?.[1];
  if (code !== undefined) yield latinFeature(stemHint(code), ` ${code} `, WEIGHTS.stem, null);
  const stem = stemOf(word);
  const skeleton = skeletonOf(stem);
  const misspelt =
    skeleton === null ? null : latinFeature(skeletonHint(skeleton), skeletonForm(skeleton), WEIGHTS.skeleton, null);
  yield latinFeature(stemHint(stem), ` ${stem} `, WEIGHTS.stem, misspelt);
}

function latinFeature(hint: string, form: string, weight: number, instead: Feature | null): Feature {
  const query = hinted(hint);
  return { queries: { zh: query, en: query }, forms: [form], weight, instead };
}

/** How a skeleton stands among the forms: no shape holds it, the words of one are compared. */
export function skeletonForm(skeleton: string): string {
  return `~${skeleton}`;
}

function hinted(hint: string): IndexQuery {
  return { any: `hints : "${hint}"`, head: `hints : "${headHint(hint)}"` };
}

function inHead(fts: string): string {
  return `{title question} : ${fts}`;
}

function phrase(form: string): IndexQuery {
  const words = phraseQuery(form) ?? '""';
  return { any: words, head: inHead(words) };
}

function latinQuery(form: string): IndexQuery {
  const [word, ...more] = [...runs(form)];
  return word !== undefined && more.length === 0 ? hinted(stemHint(stemOf(word.chars))) : phrase(form);
}

function anyOf(queries: readonly IndexQuery[]): IndexQuery | null {
  if (queries.length === 0) return null;
  const either = (part: keyof IndexQuery) => [...new Set(queries.map((one) => `(${one[part]})`))].join(" OR ");
  return { any: either("any"), head: either("head") };
}
