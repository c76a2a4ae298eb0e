/** Says that the whole inbox rests after a restore or a move, and lets an admin set it to work. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CirclePause } from "lucide-react";
import { permissionsOf } from "../../domain/permissions.ts";
import { api } from "../client/client.ts";
import { keys, pausedQuery } from "../client/queries.ts";
import type { Me } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";
import { useFailure } from "../ui/toast.tsx";

export function PausedBanner({ me }: { me: Me }) {
  const { t } = useT();
  const client = useQueryClient();
  const fail = useFailure();
  const paused = useQuery(pausedQuery).data ?? false;
  const resume = useMutation({
    mutationFn: api.resumeInbox,
    onError: fail,
    onSettled: () => client.invalidateQueries({ queryKey: keys.paused }),
  });
  if (!paused) return null;
  const may = permissionsOf(me.role).includes("system.resume");
  return (
    <div className="banner" role="status">
      <Icon of={CirclePause} small />
      <span className="grow">
        {t.inboxPaused} {may ? t.resumeInboxHint : t.askAnAdmin}
      </span>
      {may ? (
        <button type="button" className="btn" disabled={resume.isPending} onClick={() => resume.mutate()}>
          {t.resumeInbox}
        </button>
      ) : null}
    </div>
  );
}
