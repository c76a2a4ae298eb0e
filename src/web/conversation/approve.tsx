/** A message that waits for a lead: why, and for whoever may decide, yes and no. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, ShieldQuestionMark, X } from "lucide-react";
import { permissionsOf } from "../../domain/permissions.ts";
import { api } from "../client/client.ts";
import { keys, meQuery } from "../client/queries.ts";
import type { DeliveryView } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";
import { whyOf } from "../ui/toast.tsx";
import { useHere } from "./context.ts";
import { PartOf } from "./settle.tsx";

export function Approve({ delivery, onCancel }: { delivery: DeliveryView; onCancel: () => void }) {
  const { t } = useT();
  const { conversation } = useHere();
  const client = useQueryClient();
  const me = useQuery(meQuery).data;
  const decide = useMutation({
    mutationFn: (verb: "approve" | "reject") => api[verb](delivery.id),
    onSettled: () => client.invalidateQueries({ queryKey: keys.messages(conversation.id) }),
  });
  const change = t.change(delivery.kind);
  const words = t.heldBack(t.reason(delivery.code, t.platform[conversation.platform]));
  const title = change === null ? words : t.ofChange(change, words);
  const leads = me !== undefined && permissionsOf(me.role).includes("reply.approve");
  const hint = change === null ? (leads ? t.heldLead : t.heldAgent) : leads ? t.heldEditLead : t.heldEditAgent;
  return (
    <div className="settle" role="group" aria-label={title} data-testid="delivery-state" data-state="held">
      <h3>
        <Icon of={ShieldQuestionMark} />
        {title}
        <PartOf delivery={delivery} />
      </h3>
      {delivery.text === null ? null : <blockquote className="text">{delivery.text}</blockquote>}
      <p>{hint}</p>
      {decide.isError ? <p role="alert">{t.actionFailed(whyOf(decide.error, t))}</p> : null}
      <div className="opts">
        {leads ? (
          <>
            <button type="button" className="btn" disabled={decide.isPending} onClick={() => decide.mutate("approve")}>
              <Icon of={Check} small />
              {t.approve}
            </button>
            <button type="button" className="btn" disabled={decide.isPending} onClick={() => decide.mutate("reject")}>
              <Icon of={X} small />
              {t.reject}
            </button>
          </>
        ) : null}
        <button type="button" className="btn quiet" disabled={decide.isPending} onClick={onCancel}>
          {change === null ? t.cancelDelivery : t.cancel}
        </button>
      </div>
    </div>
  );
}
