/** Macros: a name, a key, and what they do. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Action, type Macro, macrosQuery, playbook } from "../../answers/calls.ts";
import { useDraft } from "../kit/draft.ts";
import { Editor } from "../kit/editor.tsx";
import { Field } from "../kit/fields.tsx";
import { Item, Items } from "../kit/items.tsx";
import { LoadFailed, Page } from "../kit/page.tsx";
import { ActionsEditor } from "./actions-editor.tsx";
import { inWords } from "./faults.ts";
import { useActionWords } from "./said.ts";
import { usePlaybookWords } from "./words.ts";
import "../../styles/playbook.css";

export function MacrosScreen() {
  const words = usePlaybookWords().macros;
  const client = useQueryClient();
  const say = useActionWords();
  const { data, error, refetch } = useQuery(macrosQuery);
  const [open, setOpen] = useState<Macro | "new" | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: macrosQuery.queryKey });
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <button type="button" className="btn solid" onClick={() => setOpen("new")}>
          {words.add}
        </button>
      }
    >
      {error === null ? null : <LoadFailed error={error} onRetry={() => void refetch()} />}
      {data === undefined ? null : (
        <Items label={words.title} items={data.items} keyOf={(one) => one.id} empty={words.empty}>
          {(macro) => (
            <Item
              title={
                <>
                  {macro.name}
                  {macro.key === null ? null : (
                    <span className="keys">
                      <kbd>M</kbd>
                      <kbd>{macro.key.toUpperCase()}</kbd>
                    </span>
                  )}
                </>
              }
              detail={`${say(macro.actions)} · ${words.uses(macro.uses)}`}
              onEdit={() => setOpen(macro)}
              removal={{
                title: words.removeTitle(macro.name),
                run: async () => {
                  await playbook.deleteMacro(macro.id);
                  await refresh();
                },
              }}
            />
          )}
        </Items>
      )}
      {open === null ? null : (
        <Edit macro={open === "new" ? null : open} onSaved={refresh} onClose={() => setOpen(null)} />
      )}
    </Page>
  );
}

interface EditProps {
  macro: Macro | null;
  onSaved: () => Promise<void>;
  onClose: () => void;
}

function Edit({ macro, onSaved, onClose }: EditProps) {
  const all = usePlaybookWords();
  const words = all.macros;
  const saved: { name: string; key: string; actions: Action[] } = macro
    ? { name: macro.name, key: macro.key ?? "", actions: macro.actions }
    : { name: "", key: "", actions: [{ do: "status", to: "closed" }] };
  const draft = useDraft(`macro ${macro?.id ?? "new"}`, saved, async ({ key, ...value }) => {
    const input = { ...value, key: key === "" ? null : key };
    await inWords(all, () => (macro ? playbook.changeMacro(macro.id, input) : playbook.createMacro(input)));
    await onSaved();
  });
  const { value, change, errorOf } = draft;
  return (
    <Editor title={macro ? words.edit(macro.name) : words.add} draft={draft} onClose={onClose}>
      <Field
        name="name"
        label={words.name}
        value={value.name}
        maxLength={60}
        error={errorOf("name")}
        onChange={({ target }) => change({ name: target.value })}
      />
      <Field
        name="key"
        label={words.key}
        hint={words.keyHint}
        value={value.key}
        maxLength={1}
        error={errorOf("key")}
        onChange={({ target }) => change({ key: target.value })}
      />
      <ActionsEditor actions={value.actions} by="macro" errorOf={errorOf} onChange={(actions) => change({ actions })} />
    </Editor>
  );
}
