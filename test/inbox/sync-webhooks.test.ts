import { expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { silentLog } from "../../src/domain/log.ts";
import { addAccount } from "../../src/inbox/accounts/add.ts";
import { syncWebhooks } from "../../src/inbox/accounts/sync-webhooks.ts";
import { accountView } from "../../src/inbox/accounts/view.ts";
import { deriveKeys } from "../../src/trust/keys.ts";
import { memoryPlatform } from "../support/memory-platform.ts";
import { testStore } from "../support/store.ts";

async function webhookAccount(token: string) {
  const { store } = testStore();
  const ctx = { store, actor: SYSTEM };
  const platform = memoryPlatform("x");
  const at = (publicUrl: string | null) => ({
    platforms: { platform: () => platform },
    keys: deriveKeys(new Uint8Array(32)),
    publicUrl,
    log: silentLog,
  });
  await addAccount(at("https://old.example"), ctx, {
    platform: "x",
    settings: { mode: "webhook" },
    credentials: { token },
  });
  return { platform, sync: (url: string | null) => syncWebhooks(at(url), ctx), view: () => accountView(store, 1) };
}

it("tells the platform the new address, once", async () => {
  const { platform, sync, view } = await webhookAccount("good:1");
  const url = "https://new.example/webhooks/app_1";
  expect(await sync("https://new.example")).toEqual([{ accountId: "acc_1", webhook: { state: "attached", url } }]);
  expect(platform.webhooks.get("1")).toBe(url);
  expect(await sync("https://new.example")).toEqual([]);
  expect(view().problem).toBeNull();
});

it("shows with the account where that cannot be", async () => {
  const { platform, sync, view } = await webhookAccount("good:2");
  expect(await sync(null)).toMatchObject([{ webhook: { state: "missing-public-url" } }]);
  expect(view()).toMatchObject({ state: "active", problem: "webhook-not-attached" });
  platform.revoked.add("good:2");
  expect(await sync("https://new.example")).toMatchObject([{ webhook: { state: "failed" } }]);
  expect(view().problemDetail).toContain("does not accept these credentials");
});
