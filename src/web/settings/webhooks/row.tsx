/** One webhook: how it does, what can be done with it, and its newest calls. */
import { useState } from "react";
import { fullTime, shortTime } from "../../i18n/dates.ts";
import { useT } from "../../i18n/language.tsx";
import { dateOfMinute, useMinute } from "../../ui/minute.ts";
import { useFailure } from "../../ui/toast.tsx";
import { Confirm } from "../kit/confirm.tsx";
import { Select } from "../kit/fields.tsx";
import { Item } from "../kit/items.tsx";
import { calls, type Webhook } from "./calls.ts";
import { useWebhookWords } from "./words.ts";

const OVERLAPS = [24, 72, 168, 1, 0];
const LOOKS = 30;
const BETWEEN_LOOKS_MS = 1_000;

interface RowProps {
  webhook: Webhook;
  onEdit: () => void;
  onChange: () => Promise<void>;
  onSecret: (secret: string) => void;
}

export function WebhookRow({ webhook, onEdit, onChange, onSecret }: RowProps) {
  const words = useWebhookWords();
  const { language } = useT();
  const failed = useFailure();
  const now = dateOfMinute(useMinute());
  const { id, url, types, state, reason, lastSentAt, previousSecretUntil, recent } = webhook;
  const [replacing, setReplacing] = useState(false);
  const [hours, setHours] = useState(24);
  const [said, setSaid] = useState<string | null>(null);
  const setState = (next: "active" | "disabled") =>
    void calls
      .patch(id, { state: next })
      .catch(failed)
      .finally(() => void onChange());
  const test = async () => {
    setSaid(words.testing);
    try {
      setSaid(await outcomeOfTest(id, words));
    } catch (error) {
      setSaid(null);
      failed(error);
    }
    await onChange();
  };
  const hint = [
    types.length === 0 ? words.all : types.join(", "),
    lastSentAt === null ? words.neverSent : words.lastSent(shortTime(language, lastSentAt, now)),
    ...(previousSecretUntil === null ? [] : [words.overlapping(fullTime(language, previousSecretUntil))]),
  ];
  return (
    <>
      <Item
        title={
          <>
            <code>{url}</code>
            <span className={state === "active" ? "tag ok" : "tag warn"}>{words.state[state]}</span>
            {reason === null ? null : <span className="hint">{words.reason[reason]}</span>}
          </>
        }
        detail={hint.join(" · ")}
        onEdit={onEdit}
        removal={{
          title: words.removeTitle(url),
          hint: words.removeHint,
          run: async () => {
            await calls.remove(id);
            await onChange();
          },
        }}
      />
      <div className="under">
        {state === "active" ? (
          <>
            <button type="button" className="btn" aria-disabled={said === words.testing} onClick={() => void test()}>
              {words.test}
            </button>
            <button type="button" className="btn" onClick={() => setState("disabled")}>
              {words.pause}
            </button>
          </>
        ) : (
          <button type="button" className="btn solid" onClick={() => setState("active")}>
            {words.resume}
          </button>
        )}
        <button type="button" className="btn" onClick={() => setReplacing(true)}>
          {words.replace}
        </button>
        <span role="status">{said}</span>
      </div>
      <details className="under">
        <summary>{words.attempts}</summary>
        {recent.length === 0 ? <p className="hint">{words.noAttempts}</p> : null}
        <ul>
          {recent.map((one) => (
            <li key={`${one.seq} ${one.attempt} ${one.at}`} className="call">
              <time dateTime={one.at}>{fullTime(language, one.at)}</time>
              <code>{one.type}</code>
              <span className={one.code === "taken" ? "ok" : "bad"}>
                {one.code === "taken" ? words.taken : words.code(one.code)}
              </span>
              <span className="hint">
                {words.ms(one.tookMs)}
                {one.attempt > 1 ? ` · ${words.nth(one.attempt)}` : ""}
              </span>
            </li>
          ))}
        </ul>
      </details>
      {replacing ? (
        <Confirm
          title={words.replaceTitle}
          action={words.replace}
          onClose={() => setReplacing(false)}
          onConfirm={async () => {
            onSecret((await calls.replaceSecret(id, hours)).secret);
            setReplacing(false);
            await onChange();
          }}
        >
          <p>{words.replaceHint}</p>
          <Select
            name="overlapHours"
            label={words.overlap}
            value={hours}
            onChange={({ target }) => setHours(Number(target.value))}
          >
            {OVERLAPS.map((one) => (
              <option key={one} value={one}>
                {words.overlapHours(one)}
              </option>
            ))}
          </Select>
        </Confirm>
      ) : null}
    </>
  );
}

/** Sends a test and looks until its outcome stands among the calls. */
async function outcomeOfTest(id: string, words: ReturnType<typeof useWebhookWords>): Promise<string> {
  const { seq } = await calls.test(id);
  for (let look = 0; look < LOOKS; look += 1) {
    const { items } = await calls.list();
    const call = items.find((one) => one.id === id)?.recent.find((one) => one.seq === seq);
    if (call) return call.code === "taken" ? words.tested : words.testFailed(words.code(call.code));
    await new Promise((resolve) => {
      setTimeout(resolve, BETWEEN_LOOKS_MS);
    });
  }
  return words.testLate;
}
