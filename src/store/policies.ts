/** Which opening hours and targets hold for an account: its own, or the brand's; compiled once. */
import { calendarOf } from "../domain/hours/calendar.ts";
import { ALWAYS, BusinessHours } from "../domain/hours/hours.ts";
import { hasTargets, NO_TARGETS, type Policy, Targets } from "../domain/targets.ts";
import type { Store } from "./db.ts";

/** Keys of what holds for the whole brand. */
export const HOURS_KEY = "business-hours";
export const TARGETS_KEY = "targets";
/** Counts the changes of hours and targets, so that what was compiled is known to be old; absent: nothing was ever set. */
export const POLICY_VERSION_KEY = "policy-version";

interface Compiled {
  version: string;
  byAccount: Map<number, Policy | null>;
}

const compiled = new WeakMap<Store, Compiled>();

/** Null where nothing is promised. Costs one prepared read while nothing changes. */
export function policyOf(store: Store, accountId: number): Policy | null {
  const version = store.q.metaByKey.get({ key: POLICY_VERSION_KEY })?.value;
  if (version === undefined) return null;
  let known = compiled.get(store);
  if (known?.version !== version) {
    known = { version, byAccount: new Map() };
    compiled.set(store, known);
  }
  const kept = known.byAccount.get(accountId);
  if (kept !== undefined) return kept;
  const policy = compile(store, accountId);
  known.byAccount.set(accountId, policy);
  return policy;
}

function compile(store: Store, accountId: number): Policy | null {
  const row = store.q.accountById.get({ id: accountId });
  const targets = row?.targets ?? brandTargets(store);
  return hasTargets(targets) ? { targets, calendar: calendarOf(row?.hours ?? brandHours(store)) } : null;
}

/** The brand's hours: around the clock until a lead says otherwise. */
export function brandHours(store: Store): BusinessHours {
  return BusinessHours.parse(setting(store, HOURS_KEY) ?? ALWAYS);
}

/** The brand's targets: none until a lead says otherwise. */
export function brandTargets(store: Store): Targets {
  return Targets.parse(setting(store, TARGETS_KEY) ?? NO_TARGETS);
}

function setting(store: Store, key: string): unknown {
  const row = store.q.metaByKey.get({ key });
  return row ? JSON.parse(row.value) : null;
}
