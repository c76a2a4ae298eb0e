/** Who the bot is, and what a person should put right. */
import { z } from "zod";
import type { Identity } from "../connector.ts";
import type { Api } from "./api.ts";

/** Rejects with ConnectorError; `auth` where the token is not accepted. */
export async function identify(api: Api, signal: AbortSignal): Promise<Identity> {
  const me = await api.me(signal);
  const hook = await api.call("getWebhookInfo", {}, z.object({ url: z.string() }), { signal, write: false });
  const warnings: string[] = [];
  // Only for information: with privacy mode the bot sees in groups what is addressed to it, not the talk around it.
  if (!me.can_read_all_group_messages) warnings.push("privacy-mode-on");
  // Likewise: without it no business account can be connected to the bot.
  if (!me.can_connect_to_business) warnings.push("business-mode-off");
  if (api.settings.mode === "poll" && hook.url !== "") warnings.push("webhook-active");
  return {
    remoteId: String(me.id),
    name: [me.first_name, me.last_name].filter(Boolean).join(" "),
    handle: me.username,
    // The picture's address would hold the token.
    avatarUrl: null,
    url: `https://t.me/${me.username}`,
    missingScopes: [],
    warnings,
  };
}
