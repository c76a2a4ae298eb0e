/** Credentials on their way from one key to another: opened where the old key is, sealed where the new one is. */
import { desc, eq, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { openApp, openUser, Part, sealApp, sealUser } from "../../inbox/accounts/credentials.ts";
import { appFingerprint } from "../../inbox/accounts/fingerprint.ts";
import type { Store } from "../../store/db.ts";
import { account, app } from "../../store/schema.ts";
import type { Keys } from "../../trust/keys.ts";

const Opened = z.array(z.strictObject({ id: z.number().int(), credentials: Part }));
/** Never stored, never logged, and sent over TLS alone. */
export const HandOver = z.strictObject({ apps: Opened, accounts: Opened });
export type HandOver = z.infer<typeof HandOver>;

const SealedApp = z.object({ id: z.number(), fingerprint: z.string(), credentials: z.string() });
const SealedAccount = z.object({
  id: z.number(),
  platform: z.string(),
  remote_id: z.string(),
  credentials: z.string(),
});

/** Opens everything that is sealed in the rows of an export. Throws KeyError where the key is not the one it was sealed with. */
export function openHandOver(keys: Keys, rows: (table: string) => { credentials?: unknown }[]): HandOver {
  const sealed = (table: string) => rows(table).filter((row) => row.credentials !== null);
  return {
    apps: z
      .array(SealedApp)
      .parse(sealed("app"))
      .map(({ id, fingerprint, credentials }) => ({ id, credentials: openApp(keys, fingerprint, credentials) })),
    accounts: z
      .array(SealedAccount)
      .parse(sealed("account"))
      .map(({ id, platform, remote_id: remoteId, credentials }) => ({
        id,
        credentials: openUser(keys, { platform, remoteId }, credentials),
      })),
  };
}

/** Seals everything anew; gives the first row for which nothing was handed over, null where it is complete. Call inside a transaction. */
export function sealHandOver(store: Store, keys: Keys, { apps, accounts }: HandOver): string | null {
  const { db } = store;
  for (const row of db.select().from(app).where(isNotNull(app.credentials)).all()) {
    const given = apps.find(({ id }) => id === row.id);
    if (!given) return `app ${row.id}`;
    const owner = db.select().from(account).where(eq(account.appId, row.id)).orderBy(desc(account.id)).get();
    const fingerprint = appFingerprint(keys, row.platform, given.credentials, owner?.remoteId ?? "");
    const credentials = sealApp(keys, fingerprint, given.credentials);
    db.update(app).set({ fingerprint, credentials }).where(eq(app.id, row.id)).run();
  }
  for (const row of db.select().from(account).where(isNotNull(account.credentials)).all()) {
    const given = accounts.find(({ id }) => id === row.id);
    if (!given) return `account ${row.id}`;
    const credentials = sealUser(keys, row, given.credentials);
    db.update(account).set({ credentials }).where(eq(account.id, row.id)).run();
  }
  return null;
}
