/** Begins a page that nobody asked for: its language and title, then the editor. */
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { SITE_LANGUAGES, type SiteLanguage } from "../../domain/publications.ts";
import { useT } from "../i18n/language.tsx";
import { Field, Select } from "../settings/kit/fields.tsx";
import { useDraft } from "../settings/kit/draft.ts";
import { Editor } from "../settings/kit/editor.tsx";
import { publishHref } from "./address.ts";
import { publications, publishKeys } from "./calls.ts";
import { usePublishWords } from "./words.ts";

interface NewFaqValue {
  language: SiteLanguage;
  title: string;
}

export function NewFaq({ onClose }: { onClose: () => void }) {
  const { newFaq: words, edit, choose, language: languages } = usePublishWords();
  const { language } = useT();
  const client = useQueryClient();
  const router = useRouter();
  const first: NewFaqValue = { language: language === "en" ? "en" : "zh", title: "" };
  const draft = useDraft("new faq", first, async (value) => {
    const made = await publications.createFaq(value);
    await client.invalidateQueries({ queryKey: publishKeys.all });
    router.history.push(publishHref(made.id));
  });
  const { value, change, errorOf } = draft;
  return (
    <Editor title={words.title} draft={draft} action={words.create} onClose={onClose}>
      <Field
        name="title"
        label={edit.title}
        hint={choose.titleHint}
        value={value.title}
        maxLength={120}
        error={errorOf("title")}
        onChange={({ target }) => change({ title: target.value })}
      />
      <Select
        name="language"
        label={words.language}
        value={value.language}
        error={errorOf("language")}
        onChange={({ target }) => change({ language: target.value === "en" ? "en" : "zh" })}
      >
        {SITE_LANGUAGES.map((one) => (
          <option key={one} value={one}>
            {languages[one]}
          </option>
        ))}
      </Select>
    </Editor>
  );
}
