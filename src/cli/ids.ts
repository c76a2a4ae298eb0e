/** Reads ids from the command line: `acc_3`, or the number alone. */
import { type IdKind, ID_PREFIXES, parseId } from "../domain/ids.ts";
import { CliError } from "./failure.ts";

/** Throws CliError where it is neither. */
export function readId(kind: IdKind, text: string | undefined): number {
  const id = /^[1-9][0-9]*$/.test(text ?? "") ? Number(text) : parseId(kind, text ?? "");
  if (id === null) throw new CliError("invalid", `Give an id such as ${ID_PREFIXES[kind]}_1.`);
  return id;
}
