/** What may be a key or the hash of a transaction: a chip until somebody looks, which the log remembers. */
import { useMutation } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { api } from "../client/client.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";
import { useFailure } from "../ui/toast.tsx";

export function Sealed({ messageId, number }: { messageId: string; number: number }) {
  const { t } = useT();
  const failed = useFailure();
  const look = useMutation({ mutationFn: () => api.revealSecret(messageId, number), onError: failed });
  if (look.data) return <code>{look.data.text}</code>;
  return (
    <span className="secret" title={t.sealedWhy}>
      <Icon of={KeyRound} small />
      {t.maskedKind("undecided")}
      <button
        type="button"
        className="reveal"
        title={t.revealWhy}
        disabled={look.isPending}
        onClick={() => look.mutate()}
      >
        {t.reveal}
      </button>
    </span>
  );
}
