/** API keys: made with scopes and an end, shown once, revoked. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { meQuery } from "../client/queries.ts";
import { shortTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { useFailure } from "../ui/toast.tsx";
import { calls, type Permission } from "./calls.ts";
import { Field, Form } from "./form.tsx";
import { ShownOnce } from "./shown-once.tsx";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import { usePeopleWords } from "./words.ts";

const KEYS = ["keys"];
const DAY_MS = 86_400_000;
const USUAL_DAYS = 90;

export function Keys() {
  const now = dateOfMinute(useMinute());
  const words = usePeopleWords();
  const { language } = useT();
  const client = useQueryClient();
  const failed = useFailure();
  const [made, setMade] = useState<string | null>(null);
  const [scopes, setScopes] = useState<Permission[]>([]);
  const may = (useQuery(meQuery).data?.permissions ?? []).filter((one) => !one.startsWith("self."));
  const items = (useQuery({ queryKey: KEYS, queryFn: calls.keys }).data?.items ?? []).filter((one) => !one.revokedAt);
  const refresh = () => void client.invalidateQueries({ queryKey: KEYS });
  const time = (at: string) => shortTime(language, at, now);
  return (
    <section>
      <h2>{words.keys}</h2>
      <p className="hint">{words.keysHint}</p>
      {items.length === 0 ? <p>{words.noKeys}</p> : null}
      <ul className="cards">
        {items.map((key) => (
          <li key={key.id}>
            <div className="grow">
              <b>{key.label ?? key.name}</b>
              <p className="hint">
                {key.name} · {key.scopes?.join(", ") ?? words.everything} ·{" "}
                {key.usedAt === null ? words.never : words.used(time(key.usedAt))}
                {key.expiresAt === null ? "" : ` · ${words.until(time(key.expiresAt))}`}
              </p>
            </div>
            <button
              type="button"
              className="btn"
              onClick={() => void calls.revokeKey(key.id).catch(failed).finally(refresh)}
            >
              {words.revoke}
            </button>
          </li>
        ))}
      </ul>
      {made === null ? null : <ShownOnce lead={words.keyMade} text={made} />}
      <details>
        <summary>{words.makeKey}</summary>
        <Form
          submit={words.makeKey}
          onSubmit={async (value) => {
            const expiresAt = new Date(Date.now() + Math.max(1, Number(value("days"))) * DAY_MS).toISOString();
            const { key } = await calls.makeKey({ label: value("label").trim(), scopes, expiresAt });
            setMade(key);
            refresh();
          }}
        >
          {(errorOf) => (
            <>
              <Field name="label" label={words.keyLabel} error={errorOf("label") && words.required} />
              <fieldset className="scopes">
                <legend>{words.scopes}</legend>
                {may.map((one) => (
                  <label key={one}>
                    <input
                      type="checkbox"
                      name="scopes"
                      checked={scopes.includes(one)}
                      onChange={({ target }) =>
                        setScopes(target.checked ? [...scopes, one] : scopes.filter((other) => other !== one))
                      }
                    />
                    <code>{one}</code>
                  </label>
                ))}
                {errorOf("scopes") ? (
                  <p role="alert" className="fault">
                    {words.required}
                  </p>
                ) : null}
              </fieldset>
              <Field
                name="days"
                type="number"
                min={1}
                max={365}
                defaultValue={USUAL_DAYS}
                label={words.days}
                error={errorOf("expiresAt")}
              />
            </>
          )}
        </Form>
      </details>
    </section>
  );
}
