/** What is wrong with an account, each with what to do about it. */
import { useQuery } from "@tanstack/react-query";
import { Info, TriangleAlert } from "lucide-react";
import type { AccountView } from "../../client/types.ts";
import { useT } from "../../i18n/language.tsx";
import { Icon } from "../../ui/icon.tsx";
import { type WebhookState, webhookKey } from "./calls.ts";
import { type Trouble, troublesOf } from "./troubles.ts";
import { useAccountWords } from "./words.ts";

export function Health({ account }: { account: AccountView }) {
  const words = useAccountWords();
  const { t } = useT();
  // Only what a check or a save said just now: it is not kept on the server.
  const webhook = useQuery<WebhookState | null>({
    queryKey: webhookKey(account.id),
    queryFn: () => null,
    staleTime: Infinity,
  }).data;
  const troubles: Trouble[] = troublesOf(account, words, (code) => t.reason(code, t.platform[account.platform]));
  if (account.state === "paused")
    troubles.unshift({
      key: "paused",
      what: words.state["paused"] ?? "",
      todo: words.pauseHint,
      detail: null,
      urgent: true,
    });
  if (webhook?.state === "missing-public-url")
    troubles.unshift({
      key: "webhook",
      what: words.mode["webhook"] ?? "",
      todo: words.webhook.missing,
      detail: null,
      urgent: true,
    });
  if (webhook?.state === "failed")
    troubles.unshift({
      key: "webhook",
      what: words.mode["webhook"] ?? "",
      todo: words.webhook.failed(webhook.reason),
      detail: null,
      urgent: true,
    });
  return (
    <>
      {troubles.length === 0 ? <p>{words.allWell}</p> : null}
      <ul className="troubles">
        {troubles.map(({ key, what, todo, detail, urgent }) => (
          <li key={key} className={urgent ? "urgent" : ""}>
            <Icon of={urgent ? TriangleAlert : Info} />
            <div>
              <b>{what}</b>
              <p>{todo}</p>
              {detail === null ? null : <p className="hint">{detail}</p>}
            </div>
          </li>
        ))}
      </ul>
      {webhook?.state === "attached" ? <p className="hint">{words.webhook.attached(webhook.url)}</p> : null}
    </>
  );
}
