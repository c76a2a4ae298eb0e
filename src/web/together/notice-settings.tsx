/** Settings: what I am told of, and whether the browser tells me besides. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DraftForm } from "../settings/kit/draft-form.tsx";
import { useDraft } from "../settings/kit/draft.ts";
import { Check } from "../settings/kit/fields.tsx";
import { LoadFailed, Page, Part } from "../settings/kit/page.tsx";
import { calls, type Switches, switchesQuery } from "./calls.ts";
import { useTogetherWords } from "./words.ts";

const KINDS = ["assigned", "mentioned", "answered", "decided", "sla"] as const;

export function NoticeSettings() {
  const words = useTogetherWords();
  const { data, error, refetch } = useQuery(switchesQuery);
  return (
    <Page title={words.told} lead={words.toldLead}>
      {error === null ? null : <LoadFailed error={error} onRetry={() => void refetch()} />}
      {data ? <Form saved={data} /> : null}
    </Page>
  );
}

function Form({ saved }: { saved: Switches }) {
  const words = useTogetherWords();
  const client = useQueryClient();
  const draft = useDraft("notices", saved, async (value) => {
    client.setQueryData(switchesQuery.queryKey, await calls.setSwitches(value));
  });
  const { value, change } = draft;
  const [permission, setPermission] = useState(() => ("Notification" in window ? Notification.permission : null));
  // Asked here and nowhere else: on the reader's own click.
  const askBrowser = async (wanted: boolean) => {
    change({ browser: wanted });
    if (wanted && permission === "default") setPermission(await Notification.requestPermission());
  };
  const hint =
    permission === null
      ? words.browserMissing
      : permission === "denied"
        ? words.browserBlocked
        : permission === "default"
          ? `${words.browserHint} ${words.browserAsk}`
          : words.browserHint;
  return (
    <DraftForm draft={draft}>
      <Part>
        {KINDS.map((kind) => (
          <Check
            key={kind}
            name={kind}
            label={words.kinds[kind]}
            checked={value[kind]}
            onChange={(on) => change({ [kind]: on })}
          />
        ))}
      </Part>
      <Part title={words.outside}>
        <Check
          name="browser"
          label={words.browser}
          hint={hint}
          checked={value.browser && permission === "granted"}
          disabled={permission === null || permission === "denied"}
          onChange={(on) => void askBrowser(on)}
        />
        <Check
          name="words"
          label={words.showWords}
          hint={words.showWordsHint}
          checked={value.words}
          onChange={(on) => change({ words: on })}
        />
        <Check name="sound" label={words.sound} checked={value.sound} onChange={(on) => change({ sound: on })} />
      </Part>
    </DraftForm>
  );
}
