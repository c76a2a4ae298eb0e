/** Reads and replaces the sealed credentials of accounts and of the apps they share. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Credentials } from "../../../connectors/connector.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { Store } from "../../store/db.ts";
import { account, app } from "../../store/schema.ts";
import type { Keys } from "../../trust/keys.ts";
import { type SealedPlace, seal, unseal } from "../../trust/seal.ts";

/** What a platform wants to know of an app, or of an account. */
export const Part = z.record(z.string(), z.union([z.string(), z.number()]));
export type Part = z.infer<typeof Part>;

/** What a connector is handed to read and swap its credentials. */
export interface CredentialAccess {
  read(): Credentials;
  swap(old: Credentials, next: Credentials): boolean;
}

/** Seals the part that all accounts of an app share. */
export function sealApp(keys: Keys, fingerprint: string, part: Part): string {
  return seal(keys, appPlace(fingerprint), JSON.stringify(part));
}

/** Seals the part of one account; `owner` is its platform and remote id, known before its row is written. */
export function sealUser(keys: Keys, owner: Owner, part: Part): string {
  return seal(keys, userPlace(owner), JSON.stringify(part));
}

interface Owner {
  platform: string;
  remoteId: string;
}

/** The stored credentials of an account. `read` throws ProblemError once they are shredded, and KeyError where the key does not match. */
export function credentialsOf(store: Store, keys: Keys, accountId: number): CredentialAccess {
  // Opening the seal costs more than storing a message; it is opened again only when what is stored has changed.
  let opened: { user: string; app: string; credentials: Credentials } | null = null;
  const load = () => {
    const row = store.q.sealedCredentials.get({ id: accountId });
    if (!row || row.user === null || row.app === null)
      throw new ProblemError(
        "conflict",
        "This account has no credentials any more. Give it some: parley accounts add … --replace.",
      );
    const { user, app: shared } = row;
    if (opened?.user !== user || opened.app !== shared) {
      const credentials: Credentials = {
        app: Part.parse(JSON.parse(unseal(keys, appPlace(row.fingerprint), shared))),
        user: Part.parse(JSON.parse(unseal(keys, userPlace(row), user))),
      };
      opened = { user, app: shared, credentials };
    }
    return { row, current: opened.credentials };
  };
  return {
    read() {
      const { current } = load();
      return { app: { ...current.app }, user: { ...current.user } };
    },
    swap: (old, next) =>
      store.transaction(() => {
        const { row, current } = load();
        if (!sameCredentials(current, old)) return false;
        const owner = store.q.accountById.get({ id: accountId });
        if (!owner) return false;
        const sealedApp = sealApp(keys, row.fingerprint, next.app);
        store.db.update(app).set({ credentials: sealedApp }).where(eq(app.id, owner.appId)).run();
        const sealedUser = sealUser(keys, row, next.user);
        store.db.update(account).set({ credentials: sealedUser }).where(eq(account.id, accountId)).run();
        return true;
      }),
  };
}

/** Credentials that are not stored yet: what a connector swaps in while they are tried out is kept for the first write. */
export function candidateCredentials(initial: Credentials): CredentialAccess {
  let current = initial;
  return {
    read: () => current,
    swap(old, next) {
      if (!sameCredentials(current, old)) return false;
      current = next;
      return true;
    },
  };
}

function sameCredentials(a: Credentials, b: Credentials): boolean {
  return canonical(a.app) === canonical(b.app) && canonical(a.user) === canonical(b.user);
}

function canonical(part: Part): string {
  return JSON.stringify(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where the credentials of an app are bound. */
export function appPlace(fingerprint: string): SealedPlace {
  return { table: "app", column: "credentials", row: fingerprint };
}

/** Where the credentials of an account are bound. */
export function userPlace({ platform, remoteId }: Owner): SealedPlace {
  return { table: "account", column: "credentials", row: `${platform}:${remoteId}` };
}
