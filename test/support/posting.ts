/** Where each furnished sandbox takes a post, and a bot that may post there. */
import { eq } from "drizzle-orm";
import type { PlatformName } from "../../src/domain/platform.ts";
import { NEWS_CHANNEL } from "../../src/sandbox/furnish.ts";
import type { RunningSandbox } from "../../src/sandbox/start.ts";
import type { Store } from "../../src/store/db.ts";
import { account } from "../../src/store/schema.ts";

export const TAG = "安全 security";

export function arrangePlace(
  store: Store,
  platform: PlatformName,
  { side }: RunningSandbox,
): { place: string; tags: string[] } {
  const named = (title: string) => side.places().find((place) => place.title === title)?.id ?? "";
  if (platform === "x") return { place: "@bobowallet", tags: [] };
  if (platform === "discord") return { place: named("support-forum"), tags: [TAG] };
  const channel = named(NEWS_CHANNEL);
  side.special("username", { place: channel, username: "bobonews" });
  side.special("admin", { place: channel, person: botOf(side) });
  const own = eq(account.platform, platform);
  const row = store.db.select().from(account).where(own).get();
  if (!row) throw new Error("no account");
  store.db
    .update(account)
    .set({ settings: { ...row.settings, channels: ["@bobonews"] } })
    .where(own)
    .run();
  return { place: "@bobonews", tags: [] };
}

export function botOf(side: RunningSandbox["side"]): string {
  return side.people().find(({ handle }) => handle.endsWith("bot"))?.id ?? "";
}
