/** Two accounts of one X app with single-use tokens, over the store that really keeps them. */
import { expect, it } from "vitest";
import { registry } from "../../connectors/registry.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { silentLog } from "../../src/domain/log.ts";
import { addAccount } from "../../src/inbox/accounts/add.ts";
import { credentialsOf } from "../../src/inbox/accounts/credentials.ts";
import { startSandbox } from "../../src/sandbox/start.ts";
import { brand, DEFAULT_APP, DEFAULT_BRAND } from "../../src/sandbox/x/options.ts";
import { createXSandbox } from "../../src/sandbox/x/sandbox.ts";
import { account, app } from "../../src/store/schema.ts";
import { deriveKeys } from "../../src/trust/keys.ts";
import { testStore } from "../support/store.ts";

const LIFE_MS = 7_200_000;
const signal = new AbortController().signal;

it("each spends its own token once, however many connectors ask at once, and a restart goes on", async () => {
  const { store, clock } = testStore();
  const brands = [brand(DEFAULT_BRAND, 0), brand({ name: "Bobo Care", username: "bobocare" }, 1)];
  const x = await startSandbox(createXSandbox({ now: () => clock.now(), brands }));
  try {
    const keys = deriveKeys(new Uint8Array(32).fill(7));
    const services = { platforms: { platform: () => registry.x }, keys, publicUrl: null, log: silentLog };
    const { clientId, clientSecret } = DEFAULT_APP;
    const settings = { mode: "poll", apiUrl: x.url };
    for (const { refreshToken } of brands)
      await addAccount(
        services,
        { store, actor: SYSTEM },
        { platform: "x", settings, credentials: { app: { clientId, clientSecret }, user: { refreshToken } } },
      );
    expect(store.db.select().from(app).all()).toHaveLength(1);
    const spent = () => x.ledger.entries.filter(({ path }) => path.endsWith("/oauth2/token")).length;
    expect(spent()).toBe(2);

    const open = () =>
      store.db
        .select()
        .from(account)
        .all()
        .map((row) =>
          registry.x.open({
            settings: registry.x.parseSettings(row.settings),
            credentials: credentialsOf(store, keys, row.id),
            self: row.remoteId,
            clock: store.clock,
            log: silentLog,
            onLimit: () => {},
          }),
        );
    for (let renewals = 1; renewals <= 3; renewals += 1) {
      clock.advance(LIFE_MS);
      const all = [...open(), ...open(), ...open()];
      const who = await Promise.all(all.map((connector) => connector.identify(signal)));
      expect(who.map(({ handle }) => handle)).toEqual(
        Array.from({ length: 3 }, () => ["bobowallet", "bobocare"]).flat(),
      );
      expect(spent()).toBe(2 + 2 * renewals);
      for (const connector of all) await connector.close?.();
    }
  } finally {
    await x.close();
  }
});
