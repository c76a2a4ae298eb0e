/** What keeps a page from being handed in or published, and what its reviewer should see. */
import { inlinesOf } from "../../domain/markdown/tree.ts";
import { parseMarkdown } from "../../domain/markdown/parse.ts";
import { plainInline, toPlain } from "../../domain/markdown/plain.ts";
import { ProblemError } from "../../domain/problem.ts";
import { DRAFT_FIELDS } from "../../domain/redaction/removals.ts";
import { judgeText } from "../../inbox/answers/answers.ts";
import type { Context } from "../../store/context.ts";
import { findConversation } from "../../store/conversation-state.ts";
import { findPersonal } from "../../trust/redaction/find.ts";
import { verbatimRuns } from "../../trust/redaction/verbatim.ts";
import { aroundPerson } from "./forms.ts";
import type { PublicationRow } from "./rows.ts";
import { needsSomebodyElse } from "./second-person.ts";
import { type Source, sourcesOf } from "./sources.ts";
import type { WordsField } from "./words.ts";

export const CHECK_CODES = [
  "title-missing",
  "question-missing",
  "answer-missing",
  "verbatim",
  "detail-left",
  "refused-words",
  "link-not-listed",
  "source-gone",
  "source-blind",
  "source-edited",
  "consent-missing",
  "second-person",
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

export interface Check {
  code: CheckCode;
  /** What it keeps from happening; `nothing`: it is for the reviewer to judge. */
  blocks: "submit" | "publish" | "nothing";
  field: WordsField | null;
  /** The words that it is about; empty where it is about none. */
  words: string;
}

/** In the order in which they are mended. Those of whoever asks: publishing may take somebody else. */
export function checksOf(ctx: Context, row: PublicationRow, sources = sourcesOf(ctx.store, row.id)): Check[] {
  return [
    ...missing(row),
    ...ofGuard(ctx, row),
    ...ofForm(row, sources),
    ...ofPerson(ctx, row, sources),
    ...ofConsent(row),
    ...(needsSomebodyElse(ctx, row) ? [check("second-person", "publish")] : []),
  ];
}

function check(code: CheckCode, blocks: Check["blocks"], field: WordsField | null = null, words = ""): Check {
  return { code, blocks, field, words };
}

function missing({ kind, title, question, answer }: PublicationRow): Check[] {
  return [
    ...(title === "" ? [check("title-missing", "submit", "title")] : []),
    ...(kind === "thread" && question === "" ? [check("question-missing", "submit", "question")] : []),
    ...(answer === "" ? [check("answer-missing", "submit", "answer")] : []),
  ];
}

/** The guard's view of our own words: a page never asks for a secret, and leads nowhere that the brand has not listed. */
function ofGuard({ store }: Context, row: PublicationRow): Check[] {
  const answer = parseMarkdown(row.answer);
  const written: [WordsField, string][] = [
    ["title", row.title],
    ["answer", `${toPlain(answer)}\n${hiddenAddresses(answer)}`],
    ["appliesTo", row.appliesTo],
    ["byline", row.byline],
  ];
  if (row.form === "anonymous") written.push(["question", row.question]);
  return written.flatMap(([field, text]) => {
    const judgement = text === "" ? null : judgeText(store, text);
    if (judgement === null || judgement.verdict === "pass") return [];
    const code = judgement.verdict === "refuse" ? "refused-words" : "link-not-listed";
    return judgement.findings.map(({ start, end }) => check(code, "submit", field, text.slice(start, end)));
  });
}

/** For what goes out without a review of its own. Throws ProblemError `invalid` naming the field. */
export function refuseUnsafe({ store }: Context, field: string, text: string): void {
  if (text !== "" && judgeText(store, text).verdict !== "pass")
    throw new ProblemError("invalid", "It asks for a secret, or leads to an address that is not on the list.", {
      field,
    });
}

/** Where links lead that do not say so themselves. */
function hiddenAddresses(answer: ReturnType<typeof parseMarkdown>): string {
  const links = [...inlinesOf(answer)].flatMap((one) => (one.kind === "link" ? [one] : []));
  return links
    .filter(({ href, children }) => href.startsWith("https://") && plainInline(children) !== href)
    .map(({ href }) => href)
    .join("\n");
}

function ofForm(row: PublicationRow, sources: readonly Source[]): Check[] {
  const gone = sources.some(({ role, message }) => role === "question" && message.deletedAt !== null);
  const edited = sources.some(({ message, version }) => message.deletedAt === null && message.version !== version);
  const attributed = row.form === "attributed";
  return [
    ...(gone && row.consent !== "rewritten" ? [check("source-gone", attributed ? "submit" : "publish")] : []),
    ...(attributed && row.watch === "blind" ? [check("source-blind", "submit")] : []),
    ...(edited ? [check("source-edited", "nothing")] : []),
  ];
}

/** Nothing of an anonymous page tells who asked: what is still found, or was put back, is for people to judge; a sentence as it was said is not. */
function ofPerson({ store }: Context, row: PublicationRow, sources: readonly Source[]): Check[] {
  const where = row.conversationId === null ? null : findConversation(store, row.conversationId);
  if (row.form === "attributed" || where === null) return [];
  const around = aroundPerson(store, where.personId);
  const theirs = sources.filter(({ role }) => role === "question").map(({ message }) => message.text);
  return DRAFT_FIELDS.flatMap((field) => {
    const text = row[field];
    const cut = (code: CheckCode, blocks: Check["blocks"]) => (range: { start: number; end: number }) =>
      check(code, blocks, field, text.slice(range.start, range.end));
    return [
      ...verbatimRuns(text, theirs, around).map(cut("verbatim", "submit")),
      ...findPersonal(text, around).map(cut("detail-left", "nothing")),
    ];
  });
}

function ofConsent({ consent }: PublicationRow): Check[] {
  const has = consent === "not-needed" || consent === "rewritten" || consent === "given";
  return has ? [] : [check("consent-missing", "publish")];
}
