/** Fields for credentials: typed or pasted, never shown again. */
import type { AccountView } from "../../client/types.ts";
import type { Draft } from "../kit/draft.ts";
import { Choice, Field } from "../kit/fields.tsx";
import { useAccountWords } from "./words.ts";

export interface Secrets {
  kind: "oauth1" | "oauth2";
  values: Record<string, string>;
}

export const NO_SECRETS: Secrets = { kind: "oauth1", values: {} };

interface SecretField {
  name: string;
  /** Shared by the accounts of an app, or one account's own. */
  part: "app" | "user";
}

const TOKEN: SecretField[] = [{ name: "token", part: "app" }];
const FIELDS = {
  oauth1: [
    { name: "appKey", part: "app" },
    { name: "appSecret", part: "app" },
    { name: "accessToken", part: "user" },
    { name: "accessSecret", part: "user" },
  ],
  oauth2: [
    { name: "clientId", part: "app" },
    { name: "clientSecret", part: "app" },
    { name: "refreshToken", part: "user" },
  ],
} as const satisfies Record<string, SecretField[]>;

export function fieldsOf(platform: AccountView["platform"], kind: Secrets["kind"]): readonly SecretField[] {
  return platform === "x" ? FIELDS[kind] : TOKEN;
}

/** As the API takes them; what is empty is left out. */
export function credentialsOf(platform: AccountView["platform"], { kind, values }: Secrets) {
  const parts: { app: Record<string, string>; user: Record<string, string> } = { app: {}, user: {} };
  for (const { name, part } of fieldsOf(platform, kind)) {
    const value = values[name]?.trim() ?? "";
    if (value !== "") parts[part][name] = value;
  }
  return parts;
}

export function SecretFields<T extends Secrets>({
  platform,
  draft,
}: {
  platform: AccountView["platform"];
  draft: Draft<T>;
}) {
  const words = useAccountWords();
  const { kind, values } = draft.value;
  const patch = (secrets: Partial<Secrets>) => draft.change(secrets as Partial<T>);
  return (
    <>
      {platform === "x" ? (
        <Choice
          name="kind"
          legend={words.auth}
          value={kind}
          options={[
            { value: "oauth1", label: words.oauth1, hint: words.oauth1Hint },
            { value: "oauth2", label: words.oauth2, hint: words.oauth2Hint },
          ]}
          onChange={(next) => patch({ kind: next })}
        />
      ) : null}
      {fieldsOf(platform, kind).map(({ name }) => (
        <Field
          key={name}
          name={name}
          type="password"
          autoComplete="off"
          spellCheck={false}
          label={words.field[name] ?? name}
          value={values[name] ?? ""}
          error={draft.errorOf(name)}
          onChange={({ target }) => patch({ values: { ...values, [name]: target.value } })}
        />
      ))}
    </>
  );
}
