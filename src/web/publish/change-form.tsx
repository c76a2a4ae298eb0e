/** Tells a draft the other way: it begins anew with the words of its source. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Ask } from "./ask.tsx";
import { publications, type PublicationDetail, publicationQuery } from "./calls.ts";
import { usePageDraft } from "./edit-draft.ts";
import { usePublishWords } from "./words.ts";

export function ChangeForm({ page }: { page: PublicationDetail }) {
  const { source: words } = usePublishWords();
  const client = useQueryClient();
  const draft = usePageDraft(page);
  const [asking, setAsking] = useState(false);
  const form = page.form === "attributed" ? "anonymous" : "attributed";
  return (
    <div>
      <button type="button" className="btn" onClick={() => setAsking(true)}>
        {words.makeIt[form]}
      </button>
      {asking ? (
        <Ask
          title={words.makeIt[form]}
          action={words.beginAnew}
          look="btn danger"
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            const next = await publications.edit(page.id, { edition: page.edition, form });
            draft.discard();
            client.setQueryData(publicationQuery(page.id).queryKey, next);
            setAsking(false);
          }}
        >
          <p className="says">{words.anewHint}</p>
        </Ask>
      ) : null}
    </div>
  );
}
