/** Other credentials for an account that is connected: tried at its platform before they take the place of the old ones. */
import { useState } from "react";
import type { AccountView } from "../../client/types.ts";
import { useDraft } from "../kit/draft.ts";
import { SaveBar } from "../kit/save-bar.tsx";
import { calls, useAccountChanged } from "./calls.ts";
import { useAccountFault } from "./faults.ts";
import { credentialsOf, fieldsOf, NO_SECRETS, SecretFields, type Secrets } from "./secrets.tsx";
import { useAccountWords } from "./words.ts";

export function ReplaceCredentials({ account: { id, platform } }: { account: AccountView }) {
  const words = useAccountWords();
  const changed = useAccountChanged();
  const [replaced, setReplaced] = useState(false);
  const explain = useAccountFault(platform, fieldsOf(platform, "oauth1")[0]?.name ?? "token");
  const draft = useDraft<Secrets>(
    `account:${id}:credentials`,
    NO_SECRETS,
    async (value) => {
      const { webhook } = await calls.patch(id, { credentials: credentialsOf(platform, value) });
      await changed(id, webhook);
      setReplaced(true);
    },
    explain,
  );
  return (
    <form
      noValidate
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        void draft.save();
      }}
    >
      <SecretFields platform={platform} draft={draft} />
      <SaveBar draft={draft} label={words.replace} busyLabel={words.connecting} always />
      <p role="status">{replaced && !draft.dirty ? words.replaced : ""}</p>
    </form>
  );
}
