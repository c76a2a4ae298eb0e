/** Puts a page on a platform: which account, where, under which tags; what would be posted is shown before anything is. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ApiError } from "../../client/problem.ts";
import { accountsQuery } from "../../client/queries.ts";
import { useT } from "../../i18n/language.tsx";
import { Select } from "../../settings/kit/fields.tsx";
import { useDraft } from "../../settings/kit/draft.ts";
import { Editor } from "../../settings/kit/editor.tsx";
import type { PublicationDetail } from "../calls.ts";
import { useRefusal } from "../faults.ts";
import { placesQuery, posts, type PostPlace, postsQuery, previewQuery } from "./calls.ts";
import { usePostWords } from "./words.ts";

interface Value {
  accountId: string;
  place: string;
  tags: string[];
}

export function NewPost({ page, onClose }: { page: PublicationDetail; onClose: () => void }) {
  const words = usePostWords();
  const { t } = useT();
  const client = useQueryClient();
  const refusal = useRefusal();
  const said = (error: unknown) => words.refused(codeOf(error)) ?? refusal(error);
  const accounts = (useQuery(accountsQuery).data?.items ?? []).filter(({ state }) => state === "active");
  const first: Value = { accountId: "", place: "", tags: [] };
  const draft = useDraft<Value>(
    `post ${page.id}`,
    first,
    async (value) => {
      await posts.create(page.id, value);
      await client.invalidateQueries({ queryKey: postsQuery(page.id).queryKey });
    },
    (error) => ({ field: null, message: said(error) }),
  );
  const { value, change } = draft;
  const places = useQuery({ ...placesQuery(value.accountId), enabled: value.accountId !== "" });
  const preview = useQuery(previewQuery(page.id, value));
  const shown = (places.data?.items ?? []).toSorted((a, b) => Number(a.problem !== null) - Number(b.problem !== null));
  const place = shown.find(({ id }) => id === value.place);
  const choose = (id: string) => change({ place: id, tags: [] });
  return (
    <Editor title={words.make} draft={draft} action={words.post} onClose={onClose}>
      <Select
        name="accountId"
        label={words.account}
        value={value.accountId}
        error={draft.errorOf("accountId")}
        onChange={({ target }) => change({ accountId: target.value, place: "", tags: [] })}
      >
        <option value="">{words.chooseAccount}</option>
        {accounts.map((account) => (
          <option key={account.id} value={account.id}>
            {t.platform[account.platform]} · {account.name}
          </option>
        ))}
      </Select>
      {value.accountId === "" ? null : places.isPending ? (
        <p role="status">{words.asking}</p>
      ) : places.isError ? (
        <p role="alert" className="fault">
          {said(places.error)}
        </p>
      ) : shown.length === 0 ? (
        <p className="hint">{words.noPlaces}</p>
      ) : (
        <Places places={shown} chosen={value.place} onChoose={choose} />
      )}
      {place && place.tags.length > 0 ? (
        <fieldset className="picks">
          <legend>{place.tagRequired ? words.tagsRequired(place.maxTags) : words.tags(place.maxTags)}</legend>
          {place.tags.map((tag) => {
            const on = value.tags.includes(tag);
            return (
              <label key={tag}>
                <input
                  type="checkbox"
                  checked={on}
                  disabled={!on && value.tags.length >= place.maxTags}
                  onChange={() => change({ tags: on ? value.tags.filter((one) => one !== tag) : [...value.tags, tag] })}
                />
                {tag}
              </label>
            );
          })}
        </fieldset>
      ) : null}
      {value.place === "" ? null : preview.isError ? (
        <p role="alert" className="fault">
          {said(preview.error)}
        </p>
      ) : preview.data ? (
        <section className="pub-post-preview" aria-label={words.preview} data-testid="post-preview">
          <h3>{words.parts(preview.data.parts.length)}</h3>
          {preview.data.title === "" ? null : <p className="name">{preview.data.title}</p>}
          <ol className="pub-parts">
            {preview.data.parts
              .filter((text) => text !== "")
              .map((text) => (
                <li key={text}>
                  <p className="words">{text}</p>
                </li>
              ))}
          </ol>
        </section>
      ) : (
        <p role="status">{words.asking}</p>
      )}
    </Editor>
  );
}

function Places({
  places,
  chosen,
  onChoose,
}: {
  places: readonly PostPlace[];
  chosen: string;
  onChoose: (id: string) => void;
}) {
  const words = usePostWords();
  return (
    <fieldset className="choice">
      <legend>{words.place}</legend>
      {places.map((place) => (
        <label key={place.id} className="check">
          <input
            type="radio"
            name="place"
            value={place.id}
            checked={place.id === chosen}
            disabled={place.problem !== null}
            onChange={() => onChoose(place.id)}
          />
          <span>
            {place.title ?? place.id}
            <small className="hint">
              {place.problem === null
                ? words.kind[place.kind]
                : (words.refused(place.problem.code) ?? place.problem.detail ?? place.problem.code)}
            </small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** What stands in the way: the platform's own code, or that the words name what is not on the list. */
function codeOf(error: unknown): string {
  if (!(error instanceof ApiError)) return "";
  const { platformCode, findings }: Record<string, unknown> = { ...error.problem };
  if (typeof platformCode === "string") return platformCode;
  return error.code === "post-refused" && findings !== undefined ? "outside-link" : error.code;
}
