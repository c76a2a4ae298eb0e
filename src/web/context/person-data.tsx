/** For admins: hand out or erase everything that is kept about the person. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../client/client.ts";
import { useT } from "../i18n/language.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useFailure } from "../ui/toast.tsx";

export function PersonData({ contactId, name }: { contactId: string; name: string }) {
  const { t } = useT();
  const [asking, setAsking] = useState(false);
  const failed = useFailure();
  const erase = useMutation({
    mutationFn: () => api.eraseContact(contactId),
    onError: failed,
    onSettled: () => setAsking(false),
  });
  const takeBack = useMutation({
    mutationFn: (jobId: string) => api.cancelJob(jobId),
    onError: failed,
    onSuccess: () => erase.reset(),
  });
  return (
    <section>
      <h2>{t.personData}</h2>
      <p className="flex gap-2">
        <a className="btn" href={`/api/contacts/${contactId}/export`} download>
          {t.exportPerson}
        </a>
        <button type="button" className="btn" disabled={erase.isSuccess} onClick={() => setAsking(true)}>
          {t.erasePerson}
        </button>
      </p>
      {erase.isSuccess ? (
        <p role="status">
          {t.eraseQueued}{" "}
          <button
            type="button"
            className="btn"
            disabled={takeBack.isPending}
            onClick={() => takeBack.mutate(erase.data.id)}
          >
            {t.eraseTakeBack}
          </button>
        </p>
      ) : null}
      {asking ? (
        <Dialog label={t.erasePerson} className="help" onClose={() => setAsking(false)}>
          <h2>{t.eraseQuestion(name)}</h2>
          <p>{t.eraseExplained}</p>
          <p className="flex gap-2">
            <button type="button" className="btn" onClick={() => setAsking(false)}>
              {t.cancel}
            </button>
            <button type="button" className="btn text-danger" disabled={erase.isPending} onClick={() => erase.mutate()}>
              {t.erasePerson}
            </button>
          </p>
        </Dialog>
      ) : null}
    </section>
  );
}
