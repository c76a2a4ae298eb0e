/** Whether the person agreed, and how to ask; or that nobody could tell who asked. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { fullTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { Part } from "../settings/kit/page.tsx";
import { Check } from "../settings/kit/fields.tsx";
import type { Self } from "../settings/registry.ts";
import { useDone, useFailure } from "../ui/toast.tsx";
import { Ask } from "./ask.tsx";
import { publications, type PublicationDetail, publicationQuery } from "./calls.ts";
import { usePageDraft } from "./edit-draft.ts";
import { usePublishWords } from "./words.ts";

const GOOD = new Set(["not-needed", "rewritten", "given"]);

export function ConsentPart({ me, page }: { me: Self; page: PublicationDetail }) {
  const { consent: words } = usePublishWords();
  const { language } = useT();
  const client = useQueryClient();
  const failed = useFailure();
  const done = useDone();
  const draft = usePageDraft(page);
  const [asking, setAsking] = useState(false);
  const mayWrite = me.permissions.includes("publication.write");
  const { queryKey } = publicationQuery(page.id);
  const askable =
    (page.state === "draft" || page.state === "review") && (page.consent === "needed" || page.consent === "asked");
  const rewritable = page.state === "draft" && page.consent !== "not-needed" && page.consent !== "given";
  const rewrite = async (on: boolean) => {
    try {
      const next = await publications.edit(page.id, { edition: page.edition, consent: on ? "rewritten" : "needed" });
      client.setQueryData(queryKey, next);
    } catch (error) {
      failed(error);
      void client.invalidateQueries({ queryKey });
    }
  };
  const ask = async () => {
    // The person reads the words as they are saved.
    if (draft.dirty && !(await draft.save())) {
      setAsking(false);
      return;
    }
    const edition = client.getQueryData(queryKey)?.edition ?? page.edition;
    client.setQueryData(queryKey, await publications.askConsent(page.id, edition));
    setAsking(false);
    done({ text: words.asked });
  };
  const request = page.consentRequest;
  return (
    <Part title={words.title}>
      <p data-testid="consent">
        <span className={GOOD.has(page.consent) ? "tag ok" : "tag warn"}>{words.of[page.consent]}</span>
      </p>
      {request === null || page.consent === "rewritten" ? null : (
        <p className="hint">
          {request.answeredAt === null
            ? words.askedAt(fullTime(language, request.askedAt), fullTime(language, request.expiresAt))
            : words.answeredAt(fullTime(language, request.withdrawnAt ?? request.answeredAt))}
        </p>
      )}
      {mayWrite && askable ? (
        <div>
          <button type="button" className="btn" onClick={() => setAsking(true)}>
            {page.consent === "asked" ? words.askAgain : words.ask}
          </button>
        </div>
      ) : null}
      {mayWrite && rewritable ? (
        <Check
          name="rewritten"
          label={words.rewrite}
          checked={page.consent === "rewritten"}
          // What is typed stands on the words as they were read.
          disabled={draft.dirty}
          onChange={(on) => void rewrite(on)}
        />
      ) : null}
      {asking ? (
        <Ask title={words.askTitle} action={words.ask} onClose={() => setAsking(false)} onConfirm={ask}>
          <p className="says">{words.askHint}</p>
        </Ask>
      ) : null}
    </Part>
  );
}
