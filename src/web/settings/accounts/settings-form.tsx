/** What can be set for an account, by its platform. Saving asks the platform again whether it still works. */
import type { AccountView } from "../../client/types.ts";
import { useDraft } from "../kit/draft.ts";
import { DraftForm } from "../kit/draft-form.tsx";
import { Area, Check, Field } from "../kit/fields.tsx";
import { ModeChoice } from "./add.tsx";
import { calls, useAccountChanged } from "./calls.ts";
import { useAccountFault } from "./faults.ts";
import { useAccountWords } from "./words.ts";

/** As typed: numbers and lists are text. */
interface Typed {
  name: string;
  mode: string;
  selfServe: boolean;
  pollSeconds: string;
  reconcileMinutes: string;
  dailyBudgetUsd: string;
  apiUrl: string;
  team: string;
  watch: string;
  guilds: string;
  channels: string;
}

type PlatformName = AccountView["platform"];
const NUMBERS: Record<PlatformName, readonly ("pollSeconds" | "reconcileMinutes" | "dailyBudgetUsd")[]> = {
  x: ["pollSeconds", "reconcileMinutes", "dailyBudgetUsd"],
  telegram: [],
  discord: [],
};
const LISTS: Record<PlatformName, readonly ("team" | "watch" | "guilds" | "channels")[]> = {
  x: [],
  telegram: ["team", "channels"],
  discord: ["team", "watch", "guilds"],
};

export function SettingsForm({ account }: { account: AccountView }) {
  const { id, platform } = account;
  const words = useAccountWords();
  const changed = useAccountChanged();
  const draft = useDraft<Typed>(
    `account:${id}:settings`,
    typedOf(account),
    async (value) => {
      const { name } = value;
      const settings = settingsOf(platform, value);
      // The name alone concerns no platform.
      const same = JSON.stringify(settings) === JSON.stringify(settingsOf(platform, typedOf(account)));
      const { webhook } = await calls.patch(id, {
        ...(name.trim() === "" ? {} : { name: name.trim() }),
        ...(same ? {} : { settings }),
      });
      await changed(id, same ? undefined : webhook);
    },
    useAccountFault(platform, "apiUrl"),
  );
  const { value, change, errorOf } = draft;
  const text = (name: Exclude<keyof Typed, "selfServe" | "mode">) => ({
    name,
    value: value[name],
    error: errorOf(name),
    onChange: ({ target }: { target: { value: string } }) => change({ [name]: target.value }),
  });
  return (
    <DraftForm draft={draft}>
      <Field {...text("name")} maxLength={100} label={words.name} />
      {platform === "discord" ? null : (
        <ModeChoice value={value.mode === "webhook" ? "webhook" : "poll"} onChange={(mode) => change({ mode })} />
      )}
      {platform === "x" ? (
        <>
          {value.mode === "webhook" ? (
            <Field
              {...text("reconcileMinutes")}
              type="number"
              label={words.reconcileMinutes}
              hint={words.reconcileHint}
            />
          ) : (
            <Field {...text("pollSeconds")} type="number" label={words.pollSeconds} hint={words.pollSecondsHint} />
          )}
          <Field
            {...text("dailyBudgetUsd")}
            type="number"
            min={0}
            step="0.01"
            label={words.dailyBudget}
            hint={words.dailyBudgetHint}
          />
          <Check
            name="selfServe"
            label={words.selfServe}
            hint={words.selfServeHint}
            checked={value.selfServe}
            onChange={(selfServe) => change({ selfServe })}
          />
        </>
      ) : (
        <Area {...text("team")} rows={3} label={words.team} hint={words.teamHint[platform] ?? ""} />
      )}
      {platform === "telegram" ? (
        <Area {...text("channels")} rows={2} label={words.channels} hint={words.channelsHint} />
      ) : null}
      {platform === "discord" ? (
        <>
          <Area {...text("watch")} rows={3} label={words.watch} hint={words.watchHint} />
          <Area {...text("guilds")} rows={3} label={words.guilds} hint={words.guildsHint} />
        </>
      ) : null}
      <details open={value.apiUrl !== ""}>
        <summary>{words.advanced}</summary>
        <Field {...text("apiUrl")} type="url" label={words.apiUrl} hint={words.apiUrlHint} />
      </details>
    </DraftForm>
  );
}

function typedOf({ name, settings }: AccountView): Typed {
  const text = (key: string) => {
    const value = settings[key];
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  };
  const lines = (key: string) => (Array.isArray(settings[key]) ? settings[key].map(String).join("\n") : "");
  return {
    name,
    mode: text("mode"),
    selfServe: settings["selfServe"] === true,
    pollSeconds: text("pollSeconds"),
    reconcileMinutes: text("reconcileMinutes"),
    dailyBudgetUsd: text("dailyBudgetUsd"),
    apiUrl: text("apiUrl"),
    team: lines("team"),
    watch: lines("watch"),
    guilds: lines("guilds"),
    channels: lines("channels"),
  };
}

/** Null takes a setting out: its default holds again. */
function settingsOf(platform: PlatformName, typed: Typed): Record<string, unknown> {
  const settings: Record<string, unknown> = { apiUrl: typed.apiUrl.trim() === "" ? null : typed.apiUrl.trim() };
  if (platform !== "discord") settings["mode"] = typed.mode;
  if (platform === "x") settings["selfServe"] = typed.selfServe;
  for (const name of NUMBERS[platform]) settings[name] = typed[name].trim() === "" ? null : Number(typed[name]);
  for (const name of LISTS[platform]) {
    const ids = typed[name].split(/[\s,，]+/).filter((one) => one !== "");
    settings[name] = ids.length === 0 ? null : ids;
  }
  return settings;
}
