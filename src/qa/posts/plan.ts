/** Cuts a page into the parts of a post: its title, its answer in plain words, and the way to the page. Pure. */
import { parseMarkdown } from "../../domain/markdown/parse.ts";
import { toPlain } from "../../domain/markdown/plain.ts";
import type { SiteLanguage } from "../../domain/publications.ts";
import { splitText } from "../../domain/split.ts";

export interface PageWords {
  title: string;
  /** Markdown. */
  answer: string;
  language: SiteLanguage;
  /** Address of the page. */
  url: string;
}

/** What a place takes; as the port says it. */
interface Shape {
  titleLimit: number | null;
  textLimit: number;
  opensWithText: boolean;
}

export interface PostPlan {
  /** Empty where a post has none there: then it begins the text. */
  title: string;
  parts: string[];
}

const WAY: Record<SiteLanguage, string> = { zh: "完整回答，随时更新：", en: "The full answer, kept up to date: " };

/** `measure` counts as the platform does; `standing` is the title of a post that is there already and keeps it. */
export function planPost(
  page: PageWords,
  place: Shape,
  measure: (text: string) => number,
  standing?: string,
): PostPlan {
  const { titleLimit, textLimit, opensWithText } = place;
  const answer = toPlain(parseMarkdown(page.answer), new URL(page.url).origin);
  const way = `${WAY[page.language]}${page.url}`;
  const title = standing ?? (titleLimit === null ? "" : shorten(page.title, titleLimit));
  // A title that had to be cut, or cannot be changed, is said in the text.
  const text = [...(title === page.title ? [] : [page.title]), answer, way].filter((one) => one !== "").join("\n\n");
  const parts = splitText(text, textLimit, measure);
  return { title, parts: opensWithText ? parts : ["", ...parts] };
}

function shorten(title: string, limit: number): string {
  if (title.length <= limit) return title;
  let short = "";
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(title)) {
    if (short.length + segment.length > limit - 1) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
}
