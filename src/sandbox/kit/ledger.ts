/** What reached a sandbox: the oracle of every delivery test. */

/** One request as it arrived and what it got. */
export interface LedgerEntry {
  seq: number;
  /** Epoch milliseconds. */
  at: number;
  method: string;
  /** Path with query; credentials in it are replaced by `***`. */
  path: string;
  /** Parsed JSON or form body; files as {name, mime, size}. */
  body: unknown;
  status: number;
  /** Who called, as the platform knows it (account id), null where it could not tell. */
  account: string | null;
  /** The fault that was applied, null for an honest answer. */
  fault: string | null;
  /** What the request changed for users to see: remote id of the message made, edited or deleted; null for reads and refusals. */
  effect: { kind: string; id: string } | null;
}

/** Append-only, in memory. */
export class Ledger {
  readonly entries: LedgerEntry[] = [];

  add(entry: Omit<LedgerEntry, "seq">): LedgerEntry {
    const row = { seq: this.entries.length + 1, ...entry };
    this.entries.push(row);
    return row;
  }

  /** Visible changes only: what users of the platform saw happen. */
  effects(kind?: string): LedgerEntry[] {
    return this.entries.filter((entry) => entry.effect !== null && (kind === undefined || entry.effect.kind === kind));
  }
}
