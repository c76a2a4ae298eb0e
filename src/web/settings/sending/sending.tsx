/** For how long one's own replies can be taken back, and everybody's who chose nothing else. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../../client/client.ts";
import { keys, sendingQuery } from "../../client/queries.ts";
import { useT } from "../../i18n/language.tsx";
import { DraftForm } from "../kit/draft-form.tsx";
import { useDraft } from "../kit/draft.ts";
import { Select } from "../kit/fields.tsx";
import { LoadFailed, Page, Part } from "../kit/page.tsx";
import type { SectionProps } from "../registry.ts";
import { en } from "./words-en.ts";
import { zh } from "./words-zh.ts";

type Sending = Awaited<ReturnType<typeof api.sending>>;

const CHOICES = [0, 5, 8, 10, 15, 20, 30];

const useWords = () => (useT().language === "en" ? en : zh);

export function SendingScreen({ me }: SectionProps) {
  const w = useWords();
  const { data, error, refetch } = useQuery(sendingQuery);
  return (
    <Page title={w.title} lead={w.lead}>
      {error === null ? null : <LoadFailed error={error} onRetry={() => void refetch()} />}
      {data === undefined ? null : (
        <>
          <Part>
            <Own sending={data} />
          </Part>
          {me.permissions.includes("settings.change") ? (
            <Part>
              <Brand sending={data} />
            </Part>
          ) : null}
        </>
      )}
    </Page>
  );
}

function Own({ sending }: { sending: Sending }) {
  const w = useWords();
  const client = useQueryClient();
  const draft = useDraft("sending:own", { undoSeconds: sending.own }, async ({ undoSeconds }) => {
    client.setQueryData(keys.sending, await api.setOwnSending(undoSeconds));
  });
  const { value, change, errorOf } = draft;
  return (
    <DraftForm draft={draft}>
      <Select
        name="own"
        label={w.own}
        hint={w.ownHint}
        error={errorOf("undoSeconds")}
        value={value.undoSeconds ?? ""}
        onChange={({ target }) => change({ undoSeconds: target.value === "" ? null : Number(target.value) })}
      >
        <option value="">{w.asBrand(wordOf(sending.brand, w))}</option>
        <Choices chosen={value.undoSeconds} />
      </Select>
    </DraftForm>
  );
}

function Brand({ sending }: { sending: Sending }) {
  const w = useWords();
  const client = useQueryClient();
  const draft = useDraft("sending:brand", { undoSeconds: sending.brand }, async ({ undoSeconds }) => {
    client.setQueryData(keys.sending, await api.setBrandSending(undoSeconds));
  });
  const { value, change, errorOf } = draft;
  return (
    <DraftForm draft={draft}>
      <Select
        name="brand"
        label={w.brand}
        hint={w.brandHint}
        error={errorOf("undoSeconds")}
        value={value.undoSeconds}
        onChange={({ target }) => change({ undoSeconds: Number(target.value) })}
      >
        <Choices chosen={value.undoSeconds} />
      </Select>
    </DraftForm>
  );
}

/** Those that people choose, and the one that is set, however it came. */
function Choices({ chosen }: { chosen: number | null }) {
  const w = useWords();
  const offered = [...new Set([...CHOICES, ...(chosen === null ? [] : [chosen])])].sort((a, b) => a - b);
  return offered.map((seconds) => (
    <option key={seconds} value={seconds}>
      {wordOf(seconds, w)}
    </option>
  ));
}

function wordOf(seconds: number, w: ReturnType<typeof useWords>): string {
  return seconds === 0 ? w.none : w.seconds(seconds);
}
