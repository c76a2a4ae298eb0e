/**
 * What schema.org says of a page. `QAPage` only where others may answer too, as Google asks
 * (https://developers.google.com/search/docs/appearance/structured-data/qapage); everything else is an `Article`.
 */
import { toPlain } from "../domain/markdown/plain.ts";
import type { Block } from "../domain/markdown/tree.ts";
import { toIso } from "../domain/time.ts";
import { logoPath } from "../qa/site-logo.ts";
import { pagePath } from "./addresses.ts";
import { type Comment, nameOf } from "./comments.ts";
import type { PAGE_WORDS } from "./page-words.ts";
import type { SitePage } from "./queries.ts";
import { HTML_LANG, type View } from "./view.ts";

interface Described {
  page: SitePage;
  blocks: readonly Block[];
  description: string;
  helped: number;
  same: number;
  comments: readonly Comment[];
  /** Others may answer where it was posted. */
  open: boolean;
  words: (typeof PAGE_WORDS)["en"];
}

export function describePage(view: View, described: Described): object {
  return described.open && described.page.question !== "" ? qaPage(view, described) : article(view, described);
}

function brand({ settings, language, origin, logo }: View) {
  return {
    "@type": "Organization",
    name: settings.names[language],
    url: `${origin}/`,
    ...(logo === null ? {} : { logo: `${origin}${logoPath(logo)}` }),
  };
}

function article(view: View, { page, description }: Described): object {
  return {
    "@context": "https://schema.org",
    "@type": "Article",
    headline: page.title,
    ...(description === "" ? {} : { description }),
    inLanguage: HTML_LANG[page.language],
    mainEntityOfPage: view.origin + pagePath(page),
    datePublished: toIso(page.publishedAt ?? page.updatedAt),
    dateModified: toIso(page.updatedAt),
    author: brand(view),
    publisher: brand(view),
    ...(view.logo === null ? {} : { image: [`${view.origin}${logoPath(view.logo)}`] }),
  };
}

function qaPage(view: View, { page, blocks, helped, same, comments, words }: Described): object {
  const url = view.origin + pagePath(page);
  const others = comments.filter(({ direction }) => direction !== "outbound");
  return {
    "@context": "https://schema.org",
    "@type": "QAPage",
    inLanguage: HTML_LANG[page.language],
    dateModified: toIso(page.updatedAt),
    mainEntity: {
      "@type": "Question",
      name: page.title,
      text: page.question,
      url,
      answerCount: 1 + others.length,
      upvoteCount: same,
      datePublished: toIso(page.askedAt ?? page.publishedAt ?? page.updatedAt),
      author: { "@type": "Person", name: words.someUser(view.settings.names[view.language]) },
      acceptedAnswer: {
        "@type": "Answer",
        text: toPlain(blocks),
        url: `${url}#answer`,
        upvoteCount: helped,
        datePublished: toIso(page.answeredAt ?? page.publishedAt ?? page.updatedAt),
        dateModified: toIso(page.updatedAt),
        author: brand(view),
      },
      ...(others.length === 0
        ? {}
        : {
            suggestedAnswer: others.map((comment) => ({
              "@type": "Answer",
              text: comment.text,
              url: `${url}#c${comment.id}`,
              upvoteCount: 0,
              datePublished: toIso(comment.at),
              author: { "@type": "Person", name: nameOf(view, words, comment) },
            })),
          }),
    },
  };
}
