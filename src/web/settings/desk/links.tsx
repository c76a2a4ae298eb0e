/** What replies may link to without a lead. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ApiError } from "../../client/problem.ts";
import { useDraft } from "../kit/draft.ts";
import { DraftForm } from "../kit/draft-form.tsx";
import { Area, Check } from "../kit/fields.tsx";
import { LoadFailed, Page, Part } from "../kit/page.tsx";
import type { SectionProps } from "../registry.ts";
import { calls, linksQuery } from "./calls.ts";
import { useDeskWords } from "./words.ts";

export function LinksScreen({ me }: SectionProps) {
  const { links: words } = useDeskWords();
  const links = useQuery(linksQuery);
  const may = me.permissions.includes("settings.change");
  return (
    <Page title={words.title} lead={words.lead}>
      {links.isError ? <LoadFailed error={links.error} onRetry={() => void links.refetch()} /> : null}
      {links.data ? (
        <>
          {may ? null : <p className="hint">{words.readOnly}</p>}
          <LinksForm
            entries={links.data.entries}
            explorers={links.data.explorers}
            may={may}
            known={links.data.knownExplorers}
          />
          <Part title={words.always}>
            <ul className="plain-list">
              {links.data.accounts.map((one) => (
                <li key={one}>
                  <code>{one}</code>
                </li>
              ))}
            </ul>
          </Part>
        </>
      ) : null}
    </Page>
  );
}

interface LinksFormProps {
  entries: string[];
  explorers: boolean;
  known: string[];
  may: boolean;
}

const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

function LinksForm({ entries, explorers, known, may }: LinksFormProps) {
  const { links: words } = useDeskWords();
  const client = useQueryClient();
  const draft = useDraft(
    "outbound-links",
    { text: entries.join("\n"), explorers },
    async (value) => {
      const saved = await calls.setLinks({ entries: linesOf(value.text), explorers: value.explorers });
      client.setQueryData(linksQuery.queryKey, saved);
    },
    (error, value) => {
      const [name, place] = (error instanceof ApiError ? (error.problem?.field ?? "") : "").split(".");
      if (name !== "entries") return null;
      return { field: "entries", message: words.wrong(linesOf(value.text)[Number(place)] ?? "") };
    },
  );
  return (
    <DraftForm draft={draft}>
      <Area
        name="entries"
        rows={8}
        readOnly={!may}
        spellCheck={false}
        label={words.entries}
        hint={words.hint}
        error={draft.errorOf("entries")}
        value={draft.value.text}
        onChange={({ target }) => draft.change({ text: target.value })}
      />
      <Check
        name="explorers"
        label={words.explorers}
        hint={known.join(", ")}
        disabled={!may}
        checked={draft.value.explorers}
        onChange={(next) => draft.change({ explorers: next })}
      />
    </DraftForm>
  );
}
