/** What went wrong with an account, in words that say what to do at its platform. */
import { ApiError } from "../../client/problem.ts";
import type { AccountView } from "../../client/types.ts";
import { useT } from "../../i18n/language.tsx";
import type { Fault } from "../../people/form.tsx";
import { useAccountWords } from "./words.ts";

type PlatformName = AccountView["platform"];

/** Null where the usual words do. `firstField` takes what concerns the credentials as a whole. */
export function useAccountFault(platform: PlatformName, firstField: string): (error: unknown) => Fault | null {
  const words = useAccountWords();
  const { t } = useT();
  return (error) => {
    if (!(error instanceof ApiError)) return null;
    const { code, problem } = error;
    const path = typeof problem?.field === "string" ? problem.field : "";
    const parts = path.split(".").filter((part) => !/^\d+$/.test(part));
    const field = parts.at(-1) ?? "";
    const platformCode = typeof problem?.["platformCode"] === "string" ? problem["platformCode"] : code;
    if (code === "credentials-rejected") {
      const message = platformCode === "another-account" ? words.anotherAccount : words.rejected[platform];
      return { field: firstField, message: `${message ?? ""} (${platformCode})` };
    }
    if (code === "platform-unavailable") return { field: null, message: words.unavailable(t.platform[platform]) };
    const wrong = words.wrong[field];
    if (code === "invalid" && wrong !== undefined) return { field, message: wrong };
    // Not the shape of anything: the first field is where to look.
    if (code === "invalid" && parts[0] === "credentials")
      return { field: firstField, message: words.wrong[firstField] ?? "" };
    return null;
  };
}
