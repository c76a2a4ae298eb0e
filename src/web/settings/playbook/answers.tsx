/** Canned answers: found, written in two languages, limited to where they belong; and the links that they name. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Answer, answersQuery, playbook } from "../../answers/calls.ts";
import { rankAnswers } from "../../answers/slash.ts";
import { useT } from "../../i18n/language.tsx";
import { Field } from "../kit/fields.tsx";
import { Item, Items } from "../kit/items.tsx";
import { LoadFailed, Page } from "../kit/page.tsx";
import { AnswerEditor } from "./answer-editor.tsx";
import { AnswerLinks } from "./answer-links.tsx";
import { Transfer } from "./answer-transfer.tsx";
import { inWords } from "./faults.ts";
import { usePlaybookWords } from "./words.ts";
import "../../styles/playbook.css";

export function AnswersScreen() {
  const all = usePlaybookWords();
  const words = all.answers;
  const { t } = useT();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(answersQuery);
  const [open, setOpen] = useState<Answer | "new" | null>(null);
  const [query, setQuery] = useState("");
  const [held, setHeld] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: answersQuery.queryKey });
  const items = data?.items ?? [];
  const shown = query.trim() === "" ? items.toSorted(byFolder) : rankAnswers(items, query.trim());
  const where = ({ platforms, visibility }: Answer) => [
    ...platforms.map((one) => t.platform[one]),
    ...(visibility === null ? [] : [words.visibility[visibility]]),
  ];
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <>
          <Transfer items={items} onImported={refresh} />
          <button type="button" className="btn solid" onClick={() => setOpen("new")}>
            {words.add}
          </button>
        </>
      }
    >
      {error === null ? null : <LoadFailed error={error} onRetry={() => void refetch()} />}
      {held ? (
        <p role="status" className="held-note">
          {words.held}
        </p>
      ) : null}
      {items.length < 2 ? null : (
        <Field
          name="search"
          type="search"
          label={words.search}
          value={query}
          error={undefined}
          onChange={({ target }) => setQuery(target.value)}
        />
      )}
      {data === undefined ? null : (
        <Items
          label={words.title}
          items={shown}
          keyOf={(one) => one.id}
          empty={query === "" ? words.empty : words.nothing}
        >
          {(answer) => (
            <Item
              title={
                <>
                  /{answer.name}
                  {answer.title === answer.name ? null : <span className="second"> {answer.title}</span>}
                  {answer.folder === "" ? null : <span className="tag">{answer.folder}</span>}
                </>
              }
              detail={
                <>
                  <span className="one-line">{answer.texts.zh ?? answer.texts.en}</span>
                  {[...where(answer), words.uses(answer.uses)].join(" · ")}
                </>
              }
              onEdit={() => setOpen(answer)}
              removal={{
                title: words.removeTitle(answer.name),
                run: async () => {
                  await inWords(all, () => playbook.deleteAnswer(answer.id));
                  await refresh();
                },
              }}
            />
          )}
        </Items>
      )}
      {data === undefined ? null : <AnswerLinks saved={data.links} onSaved={refresh} />}
      {open === null || data === undefined ? null : (
        <AnswerEditor
          answer={open === "new" ? null : open}
          links={data.links}
          onSaved={async (isHeld) => {
            setHeld(isHeld);
            await refresh();
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  );
}

function byFolder(a: Answer, b: Answer): number {
  return a.folder.localeCompare(b.folder) || a.name.localeCompare(b.name);
}
