/** What is typed over the words of a page; one for the whole screen, by the page's id. */
import { useQueryClient } from "@tanstack/react-query";
import { useDraft, type Draft } from "../settings/kit/draft.ts";
import { publications, type PublicationDetail, publicationQuery, publishKeys } from "./calls.ts";
import { useExplain } from "./faults.ts";

export interface PageWords {
  title: string;
  question: string;
  answer: string;
  appliesTo: string;
  byline: string;
  topicId: string | null;
  slug: string;
  /** That was on the screen when typing began: what somebody else saved since then is not overwritten unseen. */
  edition: number;
}

export function usePageDraft(page: PublicationDetail, onSaved: () => void = () => {}): Draft<PageWords> {
  const client = useQueryClient();
  const explain = useExplain();
  const { title, question, answer, appliesTo, byline, topicId, slug, edition } = page;
  const saved: PageWords = { title, question, answer, appliesTo, byline, topicId, slug, edition };
  return useDraft(
    `publication ${page.id}`,
    saved,
    async (value) => {
      const next = await publications.edit(page.id, { ...changesOf(saved, value), edition: value.edition });
      client.setQueryData(publicationQuery(page.id).queryKey, next);
      await client.invalidateQueries({ queryKey: publishKeys.all });
      onSaved();
    },
    explain,
  );
}

/** What was left as it is, is not sent: changing where a public page is filed takes other rights than writing. */
function changesOf(saved: PageWords, value: PageWords): Partial<Omit<PageWords, "edition">> {
  const { edition: _, ...rest } = value;
  return Object.fromEntries(Object.entries(rest).filter(([field, now]) => now !== saved[field as keyof PageWords]));
}
