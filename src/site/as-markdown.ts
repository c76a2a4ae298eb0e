/** A page as plain Markdown, for readers that are programs and for those who keep it. */
import { fromPlain } from "../domain/markdown/plain.ts";
import { pagePath } from "./addresses.ts";
import { PAGE_WORDS } from "./page-words.ts";
import type { SitePage } from "./queries.ts";
import { dayOf } from "./text.ts";
import type { View } from "./view.ts";

export function asMarkdown({ settings, origin }: View, page: SitePage): string {
  const words = PAGE_WORDS[page.language];
  const name = settings.names[page.language];
  const question = fromPlain(page.question)
    .split("\n")
    .map((line) => `> ${line}`.trimEnd());
  return [
    `# ${fromPlain(page.title)}`,
    ...(page.question === "" ? [] : [question.join("\n")]),
    page.answer.trim(),
    "---",
    `${words.official} · ${fromPlain(page.byline === "" ? words.support(name) : page.byline)} · ${words.updated} ${dayOf(page.updatedAt)}\n${words.never}\n${origin}${pagePath(page)}`,
    "",
  ].join("\n\n");
}
