/** What we ask after a piece of work: words that a lead may change, within what the guard lets out. */
import { z } from "zod";
import { demand } from "../domain/permissions.ts";
import { ProblemError } from "../domain/problem.ts";
import { type Context, record } from "../store/context.ts";
import type { Store } from "../store/db.ts";
import { meta } from "../store/schema.ts";
import { judge } from "./guard/guard.ts";
import { allowedLinks } from "./outbound-links.ts";

const Texts = z.object({ en: z.string(), zh: z.string() });
export type SatisfactionTexts = z.infer<typeof Texts>;

export const TEXT_LIMITS = { least: 20, most: 500 } as const;
const KEY = "satisfaction-texts";

export const DEFAULT_TEXTS: SatisfactionTexts = {
  en: "This is an automatic message. How was our support this time? Please reply with a number from 1 (bad) to 5 (very good). If something is still open, just write to us here.",
  zh: "这是一条自动消息。这次的服务您满意吗？请回复 1 到 5 的数字：1 表示很不满意，5 表示非常满意。如果问题还没有解决，直接在这里告诉我们就好。",
};

/** What a lead has set, else ours. */
export function satisfactionTexts(store: Store): SatisfactionTexts {
  const row = store.q.metaByKey.get({ key: KEY });
  return row ? Texts.parse(JSON.parse(row.value)) : DEFAULT_TEXTS;
}

/** Chinese for Chinese, English for any other language, both where it is not known. `language` is ISO 639-1. */
export function satisfactionTextFor(store: Store, language: string | null): string {
  const { en, zh } = satisfactionTexts(store);
  if (language === null) return `${en}\n\n${zh}`;
  return language === "zh" ? zh : en;
}

/** Throws ProblemError `forbidden`, or `invalid` naming the text: it must say how to answer, and the guard must let it out. */
export function setSatisfactionTexts(ctx: Context, input: SatisfactionTexts): void {
  demand(ctx, "settings.change");
  const texts = { en: checked(ctx.store, "en", input.en), zh: checked(ctx.store, "zh", input.zh) };
  ctx.store.transaction((now) => {
    const value = JSON.stringify(texts);
    ctx.store.db
      .insert(meta)
      .values({ key: KEY, value })
      .onConflictDoUpdate({ target: meta.key, set: { value } })
      .run();
    record(ctx, now, { type: "settings.changed", data: { setting: "satisfaction-texts" } });
  });
}

function checked(store: Store, language: keyof SatisfactionTexts, given: string): string {
  const text = given.normalize("NFC").trim();
  const invalid = (message: string) => new ProblemError("invalid", message, { field: `texts.${language}` });
  if (text.length < TEXT_LIMITS.least || text.length > TEXT_LIMITS.most)
    throw invalid(`Write ${TEXT_LIMITS.least} to ${TEXT_LIMITS.most} characters.`);
  if (!/[1１]/.test(text) || !/[5５]/.test(text))
    throw invalid("Say that people may answer with a number from 1 to 5: only such an answer is counted.");
  const judgement = judge(text, { list: allowedLinks(store), before: [], confided: null, said: [], present: [] });
  if (judgement.verdict === "refuse")
    throw invalid("This asks for what we never ask for, or holds a secret itself. Write it otherwise.");
  if (judgement.verdict === "hold")
    throw invalid(
      "This leads somewhere that is not on the list of what replies may link to. Leave it out, or add it there.",
    );
  return text;
}
