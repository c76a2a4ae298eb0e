/** The canned answers: what a lead may write into them, and who still needs one. */
import { asc, eq, sql } from "drizzle-orm";
import {
  ANSWER_LANGUAGES,
  LINK_PREFIX,
  gapsIn,
  PERSONAL_VARIABLES,
  type Texts,
  VARIABLES,
} from "../../domain/answer-text.ts";
import { formatId } from "../../domain/ids.ts";
import { demand } from "../../domain/permissions.ts";
import type { PlaceKind, PlatformName } from "../../domain/platform.ts";
import { ProblemError } from "../../domain/problem.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { answer } from "../../store/schema.ts";
import { judge, type Judgement } from "../../trust/guard/guard.ts";
import { allowedLinks } from "../../trust/outbound-links.ts";
import { usersOf } from "../actions/users.ts";
import { automaticUses } from "./automatic.ts";
import { answerLinks } from "./links.ts";

export type AnswerRow = typeof answer.$inferSelect;

export interface AnswerInput {
  name: string;
  title: string;
  folder: string;
  texts: Texts;
  accountIds: number[];
  platforms: PlatformName[];
  visibility: PlaceKind | null;
}

const MOST_ANSWERS = 1_000;
/** What is typed after `/`: letters of any script, digits, - and _. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u;

/** By name. */
export function listAnswers(store: Store): AnswerRow[] {
  return store.db.select().from(answer).orderBy(asc(answer.name)).all();
}

/** Throws ProblemError `forbidden`, `conflict` where the name is taken, `reply-refused` or `invalid` naming the field. */
export function createAnswer(ctx: Context, input: AnswerInput): AnswerRow {
  demand(ctx, "settings.change");
  const { store } = ctx;
  return store.transaction((now) => {
    const values = checked(store, input, null);
    if (
      store.db
        .select({ n: sql<number>`count(*)` })
        .from(answer)
        .get()?.n === MOST_ANSWERS
    )
      throw new ProblemError("conflict", `There are ${MOST_ANSWERS} answers already; delete some first.`);
    const row = store.db
      .insert(answer)
      .values({ ...values, createdAt: now, changedAt: now })
      .returning()
      .get();
    record(ctx, now, { type: "answer.changed", data: { answerId: row.id, change: "created" } });
    return row;
  });
}

/** Throws as createAnswer does, and `not-found`. What a rule sends cannot become personal. */
export function changeAnswer(ctx: Context, id: number, input: AnswerInput): AnswerRow {
  demand(ctx, "settings.change");
  const { store } = ctx;
  return store.transaction((now) => {
    requireAnswer(store, id);
    const values = checked(store, input, id);
    if (isPersonal(values.texts) && automaticUses(store, id).length > 0)
      throw new ProblemError(
        "invalid",
        `A rule sends this by itself (${automaticUses(store, id).join(", ")}): it can’t hold a name, a handle or an agent.`,
        { field: "texts", extra: { reason: "personal" } },
      );
    const row = store.db
      .update(answer)
      .set({ ...values, changedAt: now })
      .where(eq(answer.id, id))
      .returning()
      .get();
    record(ctx, now, { type: "answer.changed", data: { answerId: id, change: "changed" } });
    return row;
  });
}

/** Throws ProblemError `forbidden`, `not-found`, or `conflict` naming the macros and rules that use it. */
export function deleteAnswer(ctx: Context, id: number): void {
  demand(ctx, "settings.change");
  const { store } = ctx;
  store.transaction((now) => {
    requireAnswer(store, id);
    const users = usersOf(store, formatId("answer", id));
    if (users.length > 0)
      throw new ProblemError("conflict", `Still used by: ${users.join(", ")}. Change those first.`, {
        extra: { reason: "in-use", users },
      });
    store.db.delete(answer).where(eq(answer.id, id)).run();
    record(ctx, now, { type: "answer.changed", data: { answerId: id, change: "deleted" } });
  });
}

/** Counts that somebody took it: often used ones are offered first. Throws ProblemError `forbidden` or `not-found`. */
export function countUse(ctx: Context, id: number): void {
  demand(ctx, "reply.send");
  const { store } = ctx;
  store.transaction(() => {
    requireAnswer(store, id);
    store.db
      .update(answer)
      .set({ uses: sql`${answer.uses} + 1` })
      .where(eq(answer.id, id))
      .run();
  });
}

/** Throws ProblemError `not-found`. */
export function requireAnswer(store: Store, id: number): AnswerRow {
  const row = store.db.select().from(answer).where(eq(answer.id, id)).get();
  if (!row) throw new ProblemError("not-found", "There is no such canned answer.");
  return row;
}

/** What the guard says of a text by itself, with the brand's own links filled in. */
export function judgeText(store: Store, text: string): Judgement {
  return judge(text, { list: allowedLinks(store), before: [], confided: null, said: [], present: [] });
}

/** Whether a text says something of the person or the agent. */
export function isPersonal(texts: Texts): boolean {
  const personal: readonly string[] = PERSONAL_VARIABLES;
  return Object.values(texts).some((text) => gapsIn(text ?? "").some(({ name }) => personal.includes(name)));
}

function checked(store: Store, input: AnswerInput, own: number | null): AnswerInput {
  const name = input.name.normalize("NFC").trim().toLowerCase();
  if (!NAME.test(name))
    throw new ProblemError("invalid", "Letters, digits, - and _ only, no spaces: it is typed after /.", {
      field: "name",
    });
  const taken = store.db.select({ id: answer.id }).from(answer).where(eq(answer.name, name)).get();
  if (taken && taken.id !== own)
    throw new ProblemError("conflict", "There is an answer of that name; choose another.", { field: "name" });
  const texts: Texts = {};
  for (const language of ANSWER_LANGUAGES) {
    const text = (input.texts[language] ?? "").normalize("NFC").trim();
    if (text === "") continue;
    const field = `texts.${language}`;
    refuseUnknown(store, text, field);
    const judgement = judgeText(store, text);
    if (judgement.verdict === "refuse")
      throw new ProblemError(
        "reply-refused",
        "This asks for what we never ask for, or holds a secret itself: it would never leave. Write it otherwise.",
        { field, extra: { findings: judgement.findings } },
      );
    texts[language] = text;
  }
  if (Object.keys(texts).length === 0)
    throw new ProblemError("invalid", "Write the text in at least one language.", { field: "texts" });
  return { ...input, name, title: input.title.trim() || name, folder: input.folder.trim(), texts };
}

/** A misspelt variable would be a gap for everybody, every time. */
function refuseUnknown(store: Store, text: string, field: string): void {
  const links = answerLinks(store);
  const known = [...VARIABLES, ...links.map((one) => `${LINK_PREFIX}${one.name}`)];
  const unknown = gapsIn(text).find(({ name }) => !known.includes(name));
  if (unknown)
    throw new ProblemError("invalid", `{{${unknown.name}}} is not known. There are: ${known.join(", ")}.`, {
      field,
      extra: { reason: "unknown-variable", variable: unknown.name, known },
    });
}
