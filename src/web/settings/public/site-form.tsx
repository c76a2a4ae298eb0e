/** The words, colours, address and promises of the public site. */
import { useQueryClient } from "@tanstack/react-query";
import { contrast, parseColour } from "../../../domain/contrast.ts";
import { SITE_LANGUAGES } from "../../../domain/publications.ts";
import { ApiError } from "../../client/problem.ts";
import type { Fault } from "../../people/form.tsx";
import { useDraft } from "../kit/draft.ts";
import { DraftForm } from "../kit/draft-form.tsx";
import { Check, Field, Select } from "../kit/fields.tsx";
import { Part } from "../kit/page.tsx";
import { calls, type Site, type SiteInput, siteQuery } from "./calls.ts";
import type { PublicWords } from "./words-zh.ts";
import { usePublicWords } from "./words.ts";

/** What the accent stands on there, and where one of its own begins: the product's, as sRGB. */
const SURFACE = { light: "#fdfefe", dark: "#141a1c" } as const;
const FIRST_ACCENT = { light: "#00606a", dark: "#6ccfcb" };
const LEAST_CONTRAST = 4.5;
const MOST_PROMISES = 8;

export function SiteForm({ site, may }: { site: Site; may: boolean }) {
  const words = usePublicWords().site;
  const client = useQueryClient();
  const draft = useDraft<SiteInput>(
    "site-settings",
    savedOf(site),
    async (value) => {
      const origin = value.origin?.trim() ?? "";
      client.setQueryData(siteQuery.queryKey, await calls.setSite({ ...value, origin: origin === "" ? null : origin }));
    },
    (error) => faultOf(words, error),
  );
  const { value, change, errorOf } = draft;
  const { names, taglines, accent, promises } = value;
  const setPromise = (at: number, patch: Partial<SiteInput["promises"][number]>) =>
    change({ promises: promises.map((one, index) => (index === at ? { ...one, ...patch } : one)) });
  return (
    <DraftForm draft={draft}>
      <Part title={words.names}>
        {SITE_LANGUAGES.map((language) => (
          <Field
            key={language}
            name={`names.${language}`}
            label={language === "zh" ? words.nameZh : words.nameEn}
            readOnly={!may}
            maxLength={40}
            value={names[language]}
            error={errorOf(`names.${language}`)}
            onChange={({ target }) => change({ names: { ...names, [language]: target.value } })}
          />
        ))}
        {SITE_LANGUAGES.map((language) => (
          <Field
            key={language}
            name={`taglines.${language}`}
            label={language === "zh" ? words.taglineZh : words.taglineEn}
            hint={words.taglineHint}
            readOnly={!may}
            maxLength={120}
            value={taglines[language]}
            error={errorOf(`taglines.${language}`)}
            onChange={({ target }) => change({ taglines: { ...taglines, [language]: target.value } })}
          />
        ))}
        <Field
          name="mark"
          label={words.mark}
          hint={words.markHint}
          readOnly={!may}
          maxLength={4}
          value={value.mark}
          error={errorOf("mark")}
          onChange={({ target }) => change({ mark: target.value })}
        />
      </Part>
      <Part title={words.look}>
        <Check
          name="ownAccent"
          label={words.ownAccent}
          hint={words.ownAccentHint}
          disabled={!may}
          checked={accent !== null}
          onChange={(on) => change({ accent: on ? FIRST_ACCENT : null })}
        />
        {accent === null
          ? null
          : (["light", "dark"] as const).map((theme) => (
              <Field
                key={theme}
                name={`accent.${theme}`}
                label={words[theme]}
                hint={contrastOf(words, accent[theme], theme)}
                readOnly={!may}
                maxLength={7}
                spellCheck={false}
                value={accent[theme]}
                error={errorOf(`accent.${theme}`)}
                onChange={({ target }) => change({ accent: { ...accent, [theme]: target.value } })}
              />
            ))}
      </Part>
      <Part title={words.address}>
        <Field
          name="origin"
          type="url"
          label={words.origin}
          hint={words.originHint}
          readOnly={!may}
          maxLength={200}
          value={value.origin ?? ""}
          error={errorOf("origin")}
          onChange={({ target }) => change({ origin: target.value === "" ? null : target.value })}
        />
        <Select
          name="defaultLanguage"
          label={words.language}
          hint={words.languageHint}
          disabled={!may}
          value={value.defaultLanguage}
          onChange={({ target }) => change({ defaultLanguage: target.value === "en" ? "en" : "zh" })}
        >
          {SITE_LANGUAGES.map((language) => (
            <option key={language} value={language}>
              {words.languages[language]}
            </option>
          ))}
        </Select>
      </Part>
      <Part title={words.promises} hint={words.promisesHint}>
        {promises.map((promise, at) => (
          // Promises have no names of their own: their place is what they are told by.
          // eslint-disable-next-line react/no-array-index-key
          <fieldset key={at} className="promise" aria-label={words.promiseZh(at + 1)}>
            {SITE_LANGUAGES.map((language) => (
              <Field
                key={language}
                name={`promises.${at}.${language}`}
                label={language === "zh" ? words.promiseZh(at + 1) : words.promiseEn(at + 1)}
                readOnly={!may}
                maxLength={160}
                value={promise[language]}
                error={errorOf(`promises.${at}.${language}`)}
                onChange={({ target }) => setPromise(at, { [language]: target.value })}
              />
            ))}
            {may ? (
              <button
                type="button"
                className="btn"
                onClick={() => change({ promises: promises.filter((_, index) => index !== at) })}
              >
                {words.promiseRemove(at + 1)}
              </button>
            ) : null}
          </fieldset>
        ))}
        {may && promises.length < MOST_PROMISES ? (
          <button type="button" className="btn" onClick={() => change({ promises: [...promises, { zh: "", en: "" }] })}>
            {words.promiseAdd}
          </button>
        ) : null}
      </Part>
    </DraftForm>
  );
}

function savedOf({ names, taglines, mark, accent, origin, defaultLanguage, promises }: Site): SiteInput {
  return { names, taglines, mark, accent, origin, defaultLanguage, promises };
}

/** Counted while it is typed, by the server's own rule. */
function contrastOf(words: PublicWords["site"], text: string, theme: "light" | "dark"): string {
  const colour = parseColour(text);
  if (colour === null) return words.colourWrong;
  const ratio = contrast(colour, SURFACE[theme]);
  return words.colourHint(ratio.toFixed(1), ratio >= LEAST_CONTRAST);
}

function faultOf(words: PublicWords["site"], error: unknown): Fault | null {
  if (!(error instanceof ApiError) || error.code !== "invalid") return null;
  const field = error.problem?.field ?? "";
  const part = field.split(".")[0];
  const messages: Record<string, string> = {
    names: words.nameWrong,
    taglines: words.taglineWrong,
    mark: words.markWrong,
    accent: words.colourWrong,
    origin: words.originWrong,
    promises: words.promiseWrong,
  };
  const message = messages[part ?? ""];
  return message === undefined ? null : { field, message };
}
