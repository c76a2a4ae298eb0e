/** Writes one canned answer, and shows it as a person would read it, with its length on each platform. */
import { useQuery } from "@tanstack/react-query";
import { fillText, LINK_PREFIX, VARIABLES } from "../../../domain/answer-text.ts";
import { PLATFORMS } from "../../../domain/platform.ts";
import { type Answer, type AnswerInput, playbook } from "../../answers/calls.ts";
import { accountsQuery, meQuery } from "../../client/queries.ts";
import { useT } from "../../i18n/language.tsx";
import { useDraft } from "../kit/draft.ts";
import { Editor } from "../kit/editor.tsx";
import { Area, Choice, Field } from "../kit/fields.tsx";
import { AnswerLengths } from "./answer-lengths.tsx";
import { inWords } from "./faults.ts";
import { usePlaybookWords } from "./words.ts";

interface Props {
  answer: Answer | null;
  links: { name: string; url: string }[];
  onSaved: (held: boolean) => Promise<void>;
  onClose: () => void;
}

const LANGUAGES = ["zh", "en"] as const;

export function AnswerEditor({ answer, links, onSaved, onClose }: Props) {
  const all = usePlaybookWords();
  const words = all.answers;
  const { t } = useT();
  const accounts = (useQuery(accountsQuery).data?.items ?? []).filter(({ state }) => state !== "removed");
  const me = useQuery(meQuery).data;
  const saved = {
    name: answer?.name ?? "",
    title: answer?.title ?? "",
    folder: answer?.folder ?? "",
    zh: answer?.texts.zh ?? "",
    en: answer?.texts.en ?? "",
    platforms: answer?.platforms ?? [],
    accountIds: answer?.accountIds ?? [],
    visibility: answer?.visibility ?? ("any" as const),
  };
  const draft = useDraft(`answer ${answer?.id ?? "new"}`, saved, async ({ zh, en, visibility, ...value }) => {
    const input: AnswerInput = {
      ...value,
      texts: { ...(zh.trim() === "" ? {} : { zh }), ...(en.trim() === "" ? {} : { en }) },
      visibility: visibility === "any" ? null : visibility,
    };
    const kept = await inWords(all, () =>
      answer ? playbook.changeAnswer(answer.id, input) : playbook.createAnswer(input),
    );
    await onSaved(kept.held.length > 0);
  });
  const { value, change, errorOf } = draft;
  const variables = [...VARIABLES, ...links.map(({ name }) => LINK_PREFIX + name)].map((name) => `{{${name}}}`);
  const values = {
    ...words.sample,
    account: accounts[0]?.name ?? null,
    agent: me?.name ?? null,
    ...Object.fromEntries(links.map(({ name, url }) => [LINK_PREFIX + name, url])),
  };
  const toggled = <T,>(list: readonly T[], item: T, on: boolean) =>
    on ? [...list, item] : list.filter((one) => one !== item);
  return (
    <Editor title={answer ? words.edit(answer.name) : words.add} draft={draft} onClose={onClose}>
      <Field
        name="name"
        label={words.name}
        hint={words.nameHint}
        value={value.name}
        maxLength={40}
        error={errorOf("name")}
        onChange={({ target }) => change({ name: target.value })}
      />
      <Field
        name="title"
        label={words.titleField}
        value={value.title}
        maxLength={100}
        error={errorOf("title")}
        onChange={({ target }) => change({ title: target.value })}
      />
      <Field
        name="folder"
        label={words.folder}
        hint={words.folderHint}
        value={value.folder}
        maxLength={40}
        error={errorOf("folder")}
        onChange={({ target }) => change({ folder: target.value })}
      />
      {LANGUAGES.map((language) => (
        <div key={language} className="answer-text">
          <Area
            name={`texts.${language}`}
            label={words.text[language]}
            {...(language === "zh" ? { hint: words.textHint(variables.join(" ")) } : {})}
            lang={language === "zh" ? "zh-CN" : "en"}
            value={value[language]}
            rows={5}
            maxLength={8_000}
            error={
              errorOf(`texts.${language}`) ?? (language === "zh" ? wholeError(errorOf, draft.fault?.field) : undefined)
            }
            onChange={({ target }) => change({ [language]: target.value })}
          />
          {value[language].trim() === "" ? null : (
            <AnswerLengths language={language} text={fillText(value[language].trim(), values)} />
          )}
        </div>
      ))}
      <Choice
        name="visibility"
        legend={words.where}
        value={value.visibility}
        options={(["any", "direct", "public"] as const).map((one) => ({ value: one, label: words.visibility[one] }))}
        onChange={(visibility) => change({ visibility })}
      />
      <fieldset className="picks">
        <legend>{words.platforms}</legend>
        {PLATFORMS.map((one) => (
          <label key={one}>
            <input
              type="checkbox"
              checked={value.platforms.includes(one)}
              onChange={({ target }) => change({ platforms: toggled(value.platforms, one, target.checked) })}
            />
            {t.platform[one]}
          </label>
        ))}
      </fieldset>
      {accounts.length < 2 ? null : (
        <fieldset className="picks">
          <legend>{words.accounts}</legend>
          {accounts.map(({ id, name }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={value.accountIds.includes(id)}
                onChange={({ target }) => change({ accountIds: toggled(value.accountIds, id, target.checked) })}
              />
              {name}
            </label>
          ))}
        </fieldset>
      )}
    </Editor>
  );
}

/** What concerns the texts together stands at the first. */
function wholeError(errorOf: (field: string) => string | undefined, field: string | null | undefined) {
  return field === "texts" ? errorOf("texts") : undefined;
}
