/** Whether people are asked how it went, and in which words. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { accountsQuery, keys } from "../../client/queries.ts";
import type { AccountView } from "../../client/types.ts";
import { PlatformCode } from "../../ui/bits.tsx";
import { useFailure } from "../../ui/toast.tsx";
import { DraftForm } from "../kit/draft-form.tsx";
import { useDraft } from "../kit/draft.ts";
import { Area } from "../kit/fields.tsx";
import { Items } from "../kit/items.tsx";
import { LoadFailed, Page, Part } from "../kit/page.tsx";
import { timeCalls, timeKeys } from "./calls.ts";
import { useTimeWords } from "./words.ts";
import "../../styles/time.css";

/** Minutes after the close. */
const DELAYS = [0, 5, 10, 30, 60, 240, 1_440];

type Answer = Awaited<ReturnType<typeof timeCalls.satisfaction>>;

export function SatisfactionScreen() {
  const { satisfaction: words, accounts: heading, noAccounts } = useTimeWords();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: timeKeys.satisfaction, queryFn: timeCalls.satisfaction });
  const accounts = useQuery(accountsQuery).data?.items ?? [];
  return (
    <Page title={words.title} lead={words.lead}>
      <Part title={heading} hint={words.notAsked}>
        <Items label={heading} items={accounts} keyOf={({ id }) => id} empty={noAccounts}>
          {(account) => <Ask account={account} />}
        </Items>
      </Part>
      {error ? <LoadFailed error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Texts data={data} onKept={(answer) => client.setQueryData(timeKeys.satisfaction, answer)} /> : null}
    </Page>
  );
}

function Ask({ account }: { account: AccountView }) {
  const { satisfaction: words } = useTimeWords();
  const client = useQueryClient();
  const { id, name, platform, satisfactionAfterMinutes: after } = account;
  const change = useMutation({
    mutationFn: (minutes: number | null) => timeCalls.askAfter(id, minutes),
    onError: useFailure(),
    onSettled: () => client.invalidateQueries({ queryKey: keys.accounts }),
  });
  const shown = change.isPending ? change.variables : after;
  const delays = shown === null || DELAYS.includes(shown) ? DELAYS : [...DELAYS, shown].toSorted((a, b) => a - b);
  const word = (minutes: number) => {
    if (minutes === 0) return words.now;
    return words.after(minutes < 60 || minutes % 60 !== 0 ? words.minutes(minutes) : words.hours(minutes / 60));
  };
  return (
    <>
      <div className="grow name">
        <PlatformCode platform={platform} />
        {name}
      </div>
      <select
        className="ask"
        aria-label={words.ask(name)}
        value={shown ?? "off"}
        onChange={({ target }) => change.mutate(target.value === "off" ? null : Number(target.value))}
      >
        <option value="off">{words.off}</option>
        {delays.map((minutes) => (
          <option key={minutes} value={minutes}>
            {word(minutes)}
          </option>
        ))}
      </select>
    </>
  );
}

function Texts({ data, onKept }: { data: Answer; onKept: (answer: Answer) => void }) {
  const { satisfaction: words } = useTimeWords();
  const draft = useDraft("satisfaction", { texts: data.texts }, async ({ texts }) =>
    onKept(await timeCalls.setTexts(texts)),
  );
  const { texts } = draft.value;
  return (
    <Part title={words.texts} hint={words.textsHint}>
      <DraftForm draft={draft}>
        {(["zh", "en"] as const).map((language) => (
          <Area
            key={language}
            name={`texts.${language}`}
            label={words[language]}
            lang={language === "zh" ? "zh-CN" : "en"}
            maxLength={500}
            error={draft.errorOf(`texts.${language}`) && words.wrong}
            value={texts[language]}
            onChange={({ target }) => draft.change({ texts: { ...texts, [language]: target.value } })}
          />
        ))}
        <p>
          <button type="button" className="btn" onClick={() => draft.change({ texts: data.defaults })}>
            {words.restore}
          </button>
        </p>
      </DraftForm>
    </Part>
  );
}
