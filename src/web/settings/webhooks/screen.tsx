/** Outgoing webhooks: add, choose what they are told, test, rest, replace the secret, remove. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useLiveChanges } from "../../live/live.tsx";
import { ShownOnce } from "../../people/shown-once.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Items } from "../kit/items.tsx";
import { LoadFailed, Page } from "../kit/page.tsx";
import { calls, type Webhook, webhooksQuery } from "./calls.ts";
import { WebhookEditor } from "./editor.tsx";
import { WebhookRow } from "./row.tsx";
import { useWebhookWords } from "./words.ts";

export function WebhooksScreen() {
  const words = useWebhookWords();
  const client = useQueryClient();
  const hooks = useQuery(webhooksQuery);
  const [editing, setEditing] = useState<Webhook | "new" | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: webhooksQuery.queryKey });
  useLiveChanges((plan) => {
    if (plan.kinds.has("webhook") || plan.everything) void refresh();
  });
  const save = async (value: { url: string; types: string[] }) => {
    if (editing === "new" || editing === null) setSecret((await calls.add(value)).secret);
    else await calls.patch(editing.id, value);
    await refresh();
  };
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
      {secret === null ? null : (
        <div className="kept-once">
          <ShownOnce lead={words.secret} text={secret} />
          <button type="button" className="btn" onClick={() => setSecret(null)}>
            {words.secretDone}
          </button>
        </div>
      )}
      {hooks.isError ? <LoadFailed error={hooks.error} onRetry={() => void hooks.refetch()} /> : null}
      {hooks.data ? (
        <Items label={words.title} items={hooks.data.items} keyOf={(one) => one.id} empty={words.none}>
          {(hook) => (
            <WebhookRow webhook={hook} onEdit={() => setEditing(hook)} onChange={refresh} onSecret={setSecret} />
          )}
        </Items>
      ) : null}
      {editing === null ? null : (
        <WebhookEditor webhook={editing === "new" ? null : editing} onSave={save} onClose={() => setEditing(null)} />
      )}
    </Page>
  );
}
