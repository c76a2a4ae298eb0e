/** The messages that a page was made of, and what their words are worth to it. */
import { asc, eq } from "drizzle-orm";
import { fromPlain } from "../../domain/markdown/plain.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { SiteLanguage } from "../../domain/publications.ts";
import { SECRET_KINDS, type SecretKind } from "../../domain/secret.ts";
import { beginningOf } from "../../domain/text.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import type { MessageRow } from "../../store/message-content.ts";
import { message, publicationSource } from "../../store/schema.ts";
import { TITLE_LENGTH } from "./words.ts";

export type SourceRole = "question" | "answer";

export interface Source {
  role: SourceRole;
  /** Its version when it was taken. */
  version: number;
  message: MessageRow;
}

/** In the order in which they were chosen, questions first. */
export function sourcesOf({ db }: Store, publicationId: number): Source[] {
  return db
    .select({ role: publicationSource.role, version: publicationSource.version, message })
    .from(publicationSource)
    .innerJoin(message, eq(message.id, publicationSource.messageId))
    .where(eq(publicationSource.publicationId, publicationId))
    .orderBy(asc(publicationSource.position))
    .all();
}

/** The chosen messages in the order in which they were said. Throws ProblemError `invalid` naming the field for one that cannot be taken. */
export function chosenSources(
  store: Store,
  conversationId: number,
  role: SourceRole,
  ids: readonly number[],
): Source[] {
  const field = role === "question" ? "questions" : "answers";
  const direction = role === "question" ? "inbound" : "outbound";
  return [...new Set(ids)]
    .map((id): Source => {
      const row = store.q.messageById.get({ id });
      if (!row || row.conversationId !== conversationId)
        throw new ProblemError("invalid", "This message is not in the conversation.", { field });
      if (row.direction !== direction || row.automatic !== null)
        throw new ProblemError(
          "invalid",
          role === "question"
            ? "A question is something that the person wrote."
            : "An answer is something that we wrote.",
          { field },
        );
      if (row.deletedAt !== null) throw new ProblemError("invalid", "This message is deleted.", { field });
      return { role, version: row.version, message: row };
    })
    .toSorted((a, b) => a.message.sentAt - b.message.sentAt || a.message.id - b.message.id);
}

const HIDDEN: Record<SecretKind, Record<SiteLanguage, string>> = {
  seedPhrase: { zh: "〔助记词已隐藏〕", en: "‹seed phrase hidden›" },
  privateKey: { zh: "〔私钥已隐藏〕", en: "‹private key hidden›" },
  keystore: { zh: "〔密钥文件已隐藏〕", en: "‹key file hidden›" },
  card: { zh: "〔卡号已隐藏〕", en: "‹card number hidden›" },
  token: { zh: "〔令牌已隐藏〕", en: "‹token hidden›" },
  undecided: { zh: "〔已隐藏〕", en: "‹hidden›" },
};

/** What was said in messages of one role, deleted ones left out; where a secret was masked it says so in words. */
export function saidIn(sources: readonly Source[], role: SourceRole, language: SiteLanguage): string {
  return sources
    .filter((one) => one.role === role && one.message.deletedAt === null)
    .map(({ message: { text } }) =>
      SECRET_KINDS.reduce((words, kind) => words.replaceAll(`⟦${kind}⟧`, HIDDEN[kind][language]), text).trim(),
    )
    .filter((text) => text !== "")
    .join("\n\n");
}

/** The answers as Markdown that reads as they were said. */
export function answerSaid(sources: readonly Source[], language: SiteLanguage): string {
  return fromPlain(saidIn(sources, "answer", language));
}

/** The first sentence of a question, without whom it calls; where it is too long for a title, its beginning. */
export function titleFrom(question: string): string {
  const [line = ""] = question
    .replace(/^(?:\s*@[\w.-]+)+\s*/, "")
    .trim()
    .split("\n");
  const sentence = /^.+?[?？!！。](?=\s|$|\p{Script=Han})|^.+?\.(?=\s|$)/u.exec(line)?.[0] ?? line;
  return beginningOf(sentence, TITLE_LENGTH).trim();
}

/** Platform times of the first question and the first answer. */
export function timesOf(sources: readonly Source[]): { askedAt: EpochMs | null; answeredAt: EpochMs | null } {
  const first = (role: SourceRole) => {
    const times = sources.filter((one) => one.role === role).map(({ message: { sentAt } }) => sentAt);
    return times.length > 0 ? Math.min(...times) : null;
  };
  return { askedAt: first("question"), answeredAt: first("answer") };
}
