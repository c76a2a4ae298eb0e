/** The tree of what people write about. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { keys, topicsQuery } from "../../client/queries.ts";
import type { Topic } from "../../client/types.ts";
import { Icon } from "../../ui/icon.tsx";
import { useFailure } from "../../ui/toast.tsx";
import { useDraft } from "../kit/draft.ts";
import { Editor } from "../kit/editor.tsx";
import { Field, Select } from "../kit/fields.tsx";
import { Item, Items } from "../kit/items.tsx";
import { LoadFailed, Page } from "../kit/page.tsx";
import { timeCalls } from "./calls.ts";
import { useTimeWords } from "./words.ts";
import "../../styles/time.css";

export function TopicsScreen() {
  const { topics: words } = useTimeWords();
  const { data, error, refetch } = useQuery(topicsQuery);
  const [editing, setEditing] = useState<Topic | "new" | null>(null);
  const topics = inOrder(data?.items ?? []);
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <button type="button" className="btn solid" onClick={() => setEditing("new")}>
          <Icon of={Plus} small />
          {words.add}
        </button>
      }
    >
      {error ? <LoadFailed error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <Items label={words.list} items={topics} keyOf={({ id }) => id} empty={words.empty}>
          {(topic) => <Row topic={topic} topics={topics} onEdit={() => setEditing(topic)} />}
        </Items>
      ) : null}
      {editing ? (
        <TopicEditor topic={editing === "new" ? null : editing} topics={topics} onClose={() => setEditing(null)} />
      ) : null}
    </Page>
  );
}

function Row({ topic, topics, onEdit }: { topic: Topic; topics: Topic[]; onEdit: () => void }) {
  const { topics: words } = useTimeWords();
  const client = useQueryClient();
  const archive = useMutation({
    mutationFn: () => timeCalls.changeTopic(topic.id, { archived: !topic.archived }),
    onError: useFailure(),
    onSettled: () => client.invalidateQueries({ queryKey: keys.topics }),
  });
  const above = topics.find(({ id }) => id === topic.parentId);
  return (
    <Item
      title={
        <span className={above ? "below" : ""}>
          {topic.name} {topic.archived ? <span className="tag">{words.archived}</span> : null}
        </span>
      }
      {...(above ? { detail: <span className="below">{words.under(above.name)}</span> } : {})}
      onEdit={onEdit}
      actions={
        <button type="button" className="btn" disabled={archive.isPending} onClick={() => archive.mutate()}>
          {topic.archived ? words.bringBack : words.archive}
        </button>
      }
    />
  );
}

function TopicEditor({ topic, topics, onClose }: { topic: Topic | null; topics: Topic[]; onClose: () => void }) {
  const { topics: words } = useTimeWords();
  const client = useQueryClient();
  const saved = { name: topic?.name ?? "", parentId: topic?.parentId ?? null };
  const draft = useDraft(`topics/${topic?.id ?? "new"}`, saved, async (value) => {
    await (topic ? timeCalls.changeTopic(topic.id, value) : timeCalls.addTopic(value));
    await client.invalidateQueries({ queryKey: keys.topics });
  });
  const tops = topics.filter((one) => one.parentId === null && one.id !== topic?.id && !one.archived);
  return (
    <Editor title={topic ? words.edit : words.add} draft={draft} onClose={onClose}>
      <Field
        name="name"
        label={words.name}
        maxLength={60}
        required
        error={draft.errorOf("name") && words.wrongName}
        value={draft.value.name}
        onChange={({ target }) => draft.change({ name: target.value })}
      />
      <Select
        name="parentId"
        label={words.parent}
        error={draft.errorOf("parentId") && words.wrongParent}
        value={draft.value.parentId ?? ""}
        onChange={({ target }) => draft.change({ parentId: target.value === "" ? null : target.value })}
      >
        <option value="">{words.noParent}</option>
        {tops.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
    </Editor>
  );
}

/** Each with those below it; archived ones last. */
function inOrder(topics: readonly Topic[]): Topic[] {
  const named = topics.toSorted((a, b) => Number(a.archived) - Number(b.archived) || a.name.localeCompare(b.name));
  return named
    .filter((top) => top.parentId === null)
    .flatMap((top) => [top, ...named.filter((one) => one.parentId === top.id)]);
}
