/** Gathers credentials from flags, the environment, or a prompt that does not show them. */
import type { PlatformName } from "../domain/platform.ts";
import { CREDENTIAL_VARIABLES } from "../host/settings.ts";
import { askSecret, canAsk } from "./ask.ts";
import { CliError } from "./failure.ts";

export interface CredentialField {
  flag: keyof typeof CREDENTIAL_VARIABLES;
  /** Shared by the accounts of an app, or one account's own. */
  part: "app" | "user";
  label: string;
  optional?: boolean;
}

interface Gathered {
  app: Record<string, string>;
  user: Record<string, string>;
}

/** Throws CliError naming the flag and the variable of what is missing where nobody can be asked. */
export async function gatherCredentials(
  platform: PlatformName,
  fields: CredentialField[],
  options: Record<string, unknown>,
): Promise<Gathered> {
  const gathered: Gathered = { app: {}, user: {} };
  for (const field of fields) {
    const value = await valueOf(platform, field, options[field.flag]);
    if (value !== "") gathered[field.part][field.flag] = value;
  }
  return gathered;
}

async function valueOf(platform: PlatformName, field: CredentialField, flag: unknown): Promise<string> {
  if (typeof flag === "string") return flag;
  const variables: Partial<Record<PlatformName, string>> = CREDENTIAL_VARIABLES[field.flag];
  const variable = variables[platform] ?? "";
  const fromEnvironment = process.env[variable];
  if (fromEnvironment) return fromEnvironment;
  if (field.optional) return "";
  if (canAsk()) return askSecret(field.label);
  throw new CliError("invalid", `${field.label} is missing: give --${kebab(field.flag)}, or set ${variable}.`);
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
