/** The canned answers that fit a question. There are a thousand at most: they are compared in memory, prepared once for each change. */
import { sql } from "drizzle-orm";
import { type AnswerLanguage, textFor } from "../../domain/answer-text.ts";
import type { AnswerRow } from "../../inbox/answers/answers.ts";
import type { Store } from "../../store/db.ts";
import { perStore } from "../../store/prepared.ts";
import { answer } from "../../store/schema.ts";
import type { Feature } from "../search/features.ts";
import { has, type Scored, scoreOf, type Shaped, shaped } from "../search/score.ts";

interface Prepared {
  /** What changes whenever an answer does. */
  mark: string;
  answers: { row: AnswerRow; shapes: Shaped }[];
}

const prepared = new WeakMap<Store, Prepared>();
/** The rarity of a word is judged as among so many, where there are few. */
const FEWEST = 30;

const queriesOf = perStore((db) => ({
  mark: db
    .select({
      mark: sql<string>`count(*) || '/' || coalesce(max(${answer.changedAt}), 0) || '/' || coalesce(max(${answer.id}), 0)`,
    })
    .from(answer)
    .prepare(),
  all: db.select().from(answer).prepare(),
}));

/** Those of `offered` that have something of what was asked, best first. */
export function rankAnswers(
  store: Store,
  asked: readonly Feature[],
  offered: (row: AnswerRow) => boolean,
): ({ row: AnswerRow } & Scored)[] {
  const answers = preparedAnswers(store).filter(({ row }) => offered(row));
  const among = Math.max(answers.length, FEWEST);
  const features = asked.map((one) => weighed(one, answers, among));
  return answers
    .map(({ row, shapes }) => ({ row, ...scoreOf(shapes, features) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || b.row.uses - a.row.uses);
}

function weighed(feature: Feature, answers: Prepared["answers"], among: number): { feature: Feature; rarity: number } {
  const n = answers.filter(({ shapes }) => has(shapes, feature)).length;
  if (n === 0 && feature.instead !== null) return weighed(feature.instead, answers, among);
  return { feature, rarity: n === 0 ? 1 : Math.log(1 + (among - n + 0.5) / (n + 0.5)) };
}

function preparedAnswers(store: Store): Prepared["answers"] {
  const mark = queriesOf(store).mark.get()?.mark ?? "";
  const known = prepared.get(store);
  if (known?.mark === mark) return known.answers;
  const answers = queriesOf(store)
    .all.all()
    .map((row) => ({
      row,
      shapes: shaped({ title: `${row.title} ${row.name}`, question: "", answer: wordsOf(row) }),
    }));
  prepared.set(store, { mark, answers });
  return answers;
}

function wordsOf({ texts }: AnswerRow): string {
  return Object.values(texts).join("\n");
}

/** The text that is taken for this language, with its own. */
export function textIn(row: AnswerRow, language: AnswerLanguage): { language: AnswerLanguage; text: string } {
  return textFor(row.texts, language) ?? { language, text: "" };
}
