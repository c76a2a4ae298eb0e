/** Where a webhook is told, and what. */
import { ApiError } from "../../client/problem.ts";
import { useDraft } from "../kit/draft.ts";
import { Editor } from "../kit/editor.tsx";
import { Area, Check, Choice, Field } from "../kit/fields.tsx";
import type { Webhook } from "./calls.ts";
import { useWebhookWords } from "./words.ts";

interface Typed {
  url: string;
  scope: "all" | "some";
  kinds: string[];
  others: string;
}

interface WebhookEditorProps {
  /** Null: a new one. */
  webhook: Webhook | null;
  onSave: (value: { url: string; types: string[] }) => Promise<void>;
  onClose: () => void;
}

export function WebhookEditor({ webhook, onSave, onClose }: WebhookEditorProps) {
  const words = useWebhookWords();
  const known = Object.keys(words.kinds);
  const draft = useDraft<Typed>(
    `webhook:${webhook?.id ?? "new"}`,
    typedOf(webhook, known),
    async (value) => {
      const types = typesOf(value);
      if (value.scope === "some" && types.length === 0) throw new Nothing();
      await onSave({ url: value.url.trim(), types });
    },
    (error) => {
      if (error instanceof Nothing) return { field: "types", message: words.none2 };
      if (!(error instanceof ApiError) || error.status !== 422) return null;
      if (error.problem?.field === "url") return { field: "url", message: words.urlWrong };
      return error.problem?.field?.startsWith("types") ? { field: "types", message: words.othersWrong } : null;
    },
  );
  const { value, change, errorOf } = draft;
  const toggle = (kind: string, on: boolean) =>
    change({ kinds: on ? [...value.kinds, kind] : value.kinds.filter((one) => one !== kind) });
  return (
    <Editor title={webhook === null ? words.add : words.title} draft={draft} onClose={onClose}>
      <Field
        name="url"
        type="url"
        label={words.url}
        hint={words.urlHint}
        value={value.url}
        error={errorOf("url")}
        onChange={({ target }) => change({ url: target.value })}
      />
      <Choice
        name="scope"
        legend={words.events}
        value={value.scope}
        options={[
          { value: "all", label: words.all },
          { value: "some", label: words.some },
        ]}
        onChange={(scope) => change({ scope })}
      />
      {value.scope === "all" ? null : (
        <div>
          {known.map((kind) => (
            <Check
              key={kind}
              name={kind}
              label={words.kinds[kind]}
              checked={value.kinds.includes(kind)}
              onChange={(on) => toggle(kind, on)}
            />
          ))}
          <Area
            name="others"
            rows={2}
            label={words.others}
            hint={words.othersHint}
            value={value.others}
            error={errorOf("types")}
            onChange={({ target }) => change({ others: target.value })}
          />
        </div>
      )}
    </Editor>
  );
}

/** "Only these", and none was chosen: on the server that would mean everything. */
class Nothing extends Error {}

function typedOf(webhook: Webhook | null, known: string[]): Typed {
  const types = webhook?.types ?? [];
  const kinds = known.filter((kind) => types.includes(`${kind}.*`));
  const others = types.filter((type) => !kinds.some((kind) => type === `${kind}.*`));
  return { url: webhook?.url ?? "", scope: types.length === 0 ? "all" : "some", kinds, others: others.join("\n") };
}

function typesOf({ scope, kinds, others }: Typed): string[] {
  if (scope === "all") return [];
  return [...kinds.map((kind) => `${kind}.*`), ...others.split(/[\s,，]+/).filter((one) => one !== "")];
}
