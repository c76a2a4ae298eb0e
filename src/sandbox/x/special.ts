/** What only X has and a test or a person may want to happen. */
import { z } from "zod";
import { UserSideError } from "../kit/user-side.ts";
import type { X } from "./endpoint.ts";

/** `account`: id of a brand account. Throws UserSideError for an unknown action. */
export function special(x: X, action: string, input: Record<string, unknown>): unknown {
  switch (action) {
    case "revoke-token-family":
      return x.credentials.tokens.revoke(account(x, input));
    case "spend-credit":
      x.switches.creditSpent = z.boolean().default(true).parse(input["spent"]);
      return;
    case "summoned-only":
      x.switches.summonedOnly = z.boolean().default(true).parse(input["on"]);
      return;
    case "webhook-format":
      x.webhooks.format = z.enum(["activity", "account-activity"]).parse(input["format"]);
      return;
    case "hold-webhooks":
      x.webhooks.held ??= [];
      return;
    case "flush-webhooks":
      return x.webhooks.flush();
    case "webhook-attempts":
      return x.webhooks.attempts;
    case "hide": {
      const post = x.world.live(z.string().parse(input["id"]));
      if (!post) throw new UserSideError("This post does not exist any more.");
      post.chain.hidden = z.boolean().default(true).parse(input["hidden"]);
      x.world.tell({ kind: "other" });
      return;
    }
    default:
      throw new UserSideError(`This X does not know "${action}".`);
  }
}

function account(x: X, input: Record<string, unknown>): string {
  const { brands } = x.credentials;
  const id = z.string().optional().parse(input["account"]) ?? brands[0]?.id;
  if (id === undefined || !brands.some((brand) => brand.id === id))
    throw new UserSideError("`account` must be the id of a brand account.");
  return id;
}
