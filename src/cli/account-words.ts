/** Says in sentences what a person should do about an account. */
import type { AccountView } from "../inbox/accounts/view.ts";
import type { WebhookState } from "../inbox/accounts/webhook.ts";

/** One line for each thing to do; none where all is well. */
export function advice(account: AccountView, webhook: WebhookState): string[] {
  const lines: string[] = [];
  if (account.problem) lines.push(`Problem: ${account.problemDetail ?? account.problem}`);
  if (account.missingScopes.length > 0)
    lines.push(
      `Missing scopes: ${account.missingScopes.join(", ")}. Grant them at the platform, then run accounts check.`,
    );
  for (const warning of account.warnings) lines.push(`Look at this: ${warning}`);
  switch (webhook.state) {
    case "not-used":
      break;
    case "attached":
      lines.push(`Webhook: ${webhook.url}`);
      break;
    case "missing-public-url":
      lines.push(
        "Webhook: not registered. Set PARLEY_PUBLIC_URL to the address at which the platform reaches this server, then run accounts check.",
      );
      break;
    case "failed":
      lines.push(`Webhook: not registered. ${webhook.reason}`);
      break;
  }
  return lines;
}
