/** Labels: name, colour, description; archived, merged or deleted, with what becomes of the conversations. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { LABEL_COLORS, type LabelColor } from "../../../domain/label-colors.ts";
import { type Label, playbook } from "../../answers/calls.ts";
import { keys } from "../../client/queries.ts";
import { ColorDot } from "../../ui/label-dot.tsx";
import { useFailure } from "../../ui/toast.tsx";
import { useDraft } from "../kit/draft.ts";
import { Editor } from "../kit/editor.tsx";
import { Field, Select } from "../kit/fields.tsx";
import { Item, Items } from "../kit/items.tsx";
import { LoadFailed, Page } from "../kit/page.tsx";
import { inWords } from "./faults.ts";
import { usePlaybookWords } from "./words.ts";
import "../../styles/playbook.css";

const KEY = ["labels", "counted"];

type Open = { kind: "edit"; label: Label | null } | { kind: "merge"; label: Label } | null;

export function LabelsScreen() {
  const all = usePlaybookWords();
  const words = all.labels;
  const client = useQueryClient();
  const failed = useFailure();
  const { data, error, refetch } = useQuery({ queryKey: KEY, queryFn: playbook.labels });
  const [open, setOpen] = useState<Open>(null);
  const items = data?.items ?? [];
  // Both lists of labels, and whatever shows their names.
  const refresh = () => client.invalidateQueries({ predicate: ({ queryKey }) => REFRESHED.has(String(queryKey[0])) });
  const archive = async (label: Label) => {
    try {
      await playbook.changeLabel(label.id, { archived: !label.archived });
    } catch (fault) {
      failed(fault);
    }
    await refresh();
  };
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <button type="button" className="btn solid" onClick={() => setOpen({ kind: "edit", label: null })}>
          {words.add}
        </button>
      }
    >
      {error === null ? null : <LoadFailed error={error} onRetry={() => void refetch()} />}
      {data === undefined ? null : (
        <Items label={words.title} items={items} keyOf={(one) => one.id} empty={words.empty}>
          {(label) => (
            <Item
              title={
                <>
                  <ColorDot color={label.color} />
                  {label.name}
                  {label.archived ? <span className="tag">{words.archived}</span> : null}
                </>
              }
              detail={[label.description, words.used(label.used ?? 0)].filter(Boolean).join(" · ")}
              onEdit={() => setOpen({ kind: "edit", label })}
              actions={
                <>
                  <button type="button" className="btn" title={words.archiveHint} onClick={() => void archive(label)}>
                    {label.archived ? words.restore : words.archive}
                  </button>
                  {items.length < 2 ? null : (
                    <button type="button" className="btn" onClick={() => setOpen({ kind: "merge", label })}>
                      {words.merge}
                    </button>
                  )}
                </>
              }
              removal={{
                title: words.removeTitle(label.name),
                hint: words.removeHint(label.used ?? 0),
                word: words.remove,
                run: async () => {
                  await inWords(all, () => playbook.deleteLabel(label.id));
                  await refresh();
                },
              }}
            />
          )}
        </Items>
      )}
      {open?.kind === "edit" ? <Edit label={open.label} onSaved={refresh} onClose={() => setOpen(null)} /> : null}
      {open?.kind === "merge" ? (
        <Merge label={open.label} others={items} onSaved={refresh} onClose={() => setOpen(null)} />
      ) : null}
    </Page>
  );
}

const REFRESHED = new Set<string>([keys.labels[0], "conversation", "list"]);

interface EditProps {
  label: Label | null;
  onSaved: () => Promise<void>;
  onClose: () => void;
}

function Edit({ label, onSaved, onClose }: EditProps) {
  const all = usePlaybookWords();
  const words = all.labels;
  const saved: { name: string; color: LabelColor; description: string } = label
    ? { name: label.name, color: label.color, description: label.description }
    : { name: "", color: "grey", description: "" };
  const draft = useDraft(`label ${label?.id ?? "new"}`, saved, async (value) => {
    await inWords(all, () => (label ? playbook.changeLabel(label.id, value) : playbook.createLabel(value)));
    await onSaved();
  });
  const { value, change, errorOf } = draft;
  return (
    <Editor title={label ? words.edit(label.name) : words.add} draft={draft} onClose={onClose}>
      <Field
        name="name"
        label={words.name}
        value={value.name}
        maxLength={50}
        error={errorOf("name")}
        onChange={({ target }) => change({ name: target.value })}
      />
      <fieldset className="colors">
        <legend>{words.color}</legend>
        {LABEL_COLORS.map((color) => (
          <label key={color}>
            <input
              type="radio"
              name="color"
              value={color}
              checked={value.color === color}
              onChange={() => change({ color })}
            />
            <ColorDot color={color} />
            {words.colors[color]}
          </label>
        ))}
      </fieldset>
      <Field
        name="description"
        label={words.description}
        hint={words.descriptionHint}
        value={value.description}
        maxLength={300}
        error={errorOf("description")}
        onChange={({ target }) => change({ description: target.value })}
      />
    </Editor>
  );
}

function Merge({ label, others, onSaved, onClose }: Omit<EditProps, "label"> & { label: Label; others: Label[] }) {
  const words = usePlaybookWords().labels;
  const targets = others.filter(({ id }) => id !== label.id);
  const draft = useDraft(`merge ${label.id}`, { intoId: targets[0]?.id ?? "" }, async ({ intoId }) => {
    await playbook.mergeLabel(label.id, intoId);
    await onSaved();
  });
  return (
    <Editor title={words.mergeTitle(label.name)} draft={draft} action={words.merge} onClose={onClose}>
      <p>{words.mergeHint}</p>
      <Select
        name="intoId"
        label={words.into}
        value={draft.value.intoId}
        error={draft.errorOf("intoId")}
        onChange={({ target }) => draft.change({ intoId: target.value })}
      >
        {targets.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Editor>
  );
}
