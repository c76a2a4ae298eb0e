/** Publishes the demo brand's FAQ and some threads, by the verbs that a team uses. */
import { SYSTEM } from "../../domain/actor.ts";
import type { PublicationKind, SiteLanguage } from "../../domain/publications.ts";
import { coarseTime } from "../../domain/redaction/dates.ts";
import { DAY_MS } from "../../domain/time.ts";
import type { Desk } from "../../inbox/desk.ts";
import { addTopic, listTopics } from "../../inbox/topics/topics.ts";
import { insertDraft } from "../../qa/publications/drafts.ts";
import { editPublication } from "../../qa/publications/edit.ts";
import { publish, submit } from "../../qa/publications/review.ts";
import { publicationDay } from "../../store/schema.ts";
import { FAQ_EN } from "./faq-en.ts";
import { FAQ_ZH } from "./faq-zh.ts";
import type { DemoPage } from "./page.ts";
import { THREADS_EN, THREADS_ZH } from "./threads.ts";

const BYLINE: Record<SiteLanguage, string> = { zh: "波宝客服 · 阿岚", en: "Alan, Bobo Support" };
/** Threads show when they were asked, by the month. */
const ASKED_BEFORE_DAYS = 20;

export function seedPages({ store, platforms }: Omit<Desk, "actor">): void {
  const desk: Desk = { store, platforms, actor: SYSTEM };
  seedPairs(desk, "faq", FAQ_ZH, FAQ_EN);
  seedPairs(desk, "thread", THREADS_ZH, THREADS_EN);
}

/** A page in English is the translation of the one of the same key. */
function seedPairs(desk: Desk, kind: PublicationKind, zh: DemoPage[], en: DemoPage[]): void {
  const ids = new Map<string, number>();
  // The first one is the one that a reader should see first: the newest stands on top.
  for (const page of zh.toReversed()) ids.set(page.key, seed(desk, kind, "zh", page, null));
  for (const page of en.toReversed()) seed(desk, kind, "en", page, ids.get(page.key) ?? null);
}

function seed(
  desk: Desk,
  kind: PublicationKind,
  language: SiteLanguage,
  page: DemoPage,
  translationOf: number | null,
): number {
  const { title, question = "", answer, appliesTo, slug, said } = page;
  const topicId = topicNamed(desk, page.topic);
  return desk.store.transaction((now) => {
    const { id, edition } = insertDraft(desk, now, {
      kind,
      language,
      translationOf,
      topicId,
      form: "anonymous",
      consent: kind === "faq" ? "not-needed" : "rewritten",
      title,
      question,
      answer,
      appliesTo,
      byline: BYLINE[language],
      ...(kind === "faq" ? {} : { askedAt: coarseTime(now - ASKED_BEFORE_DAYS * DAY_MS) }),
    });
    const named = editPublication(desk, id, { edition, slug });
    publish(desk, id, { edition: submit(desk, id, named.edition).edition, note: "" });
    if (said) {
      const day = Math.floor(now / DAY_MS);
      desk.store.db
        .insert(publicationDay)
        .values({ publicationId: id, day, ...said })
        .run();
    }
    return id;
  });
}

function topicNamed(desk: Desk, name: string): number {
  const found = listTopics(desk.store).find((topic) => topic.name === name);
  return found?.id ?? addTopic(desk, { name, parentId: null }).id;
}
