/** Whether the person agreed; or that nobody could tell who asked. */
import { useQueryClient } from "@tanstack/react-query";
import { Part } from "../settings/kit/page.tsx";
import { Check } from "../settings/kit/fields.tsx";
import type { Self } from "../settings/registry.ts";
import { useFailure } from "../ui/toast.tsx";
import { publications, type PublicationDetail, publicationQuery } from "./calls.ts";
import { usePublishWords } from "./words.ts";

const GOOD = new Set(["not-needed", "rewritten", "given"]);

export function ConsentPart({ me, page }: { me: Self; page: PublicationDetail }) {
  const { consent: words } = usePublishWords();
  const client = useQueryClient();
  const failed = useFailure();
  const mayWrite = me.permissions.includes("publication.write");
  const { queryKey } = publicationQuery(page.id);
  const rewritable = page.state === "draft" && page.consent !== "not-needed" && page.consent !== "given";
  const rewrite = async (on: boolean) => {
    try {
      const next = await publications.edit(page.id, { edition: page.edition, consent: on ? "rewritten" : "needed" });
      client.setQueryData(queryKey, next);
    } catch (error) {
      failed(error);
    }
  };
  return (
    <Part title={words.title}>
      <p data-testid="consent">
        <span className={GOOD.has(page.consent) ? "tag ok" : "tag warn"}>{words.of[page.consent]}</span>
      </p>
      {mayWrite && rewritable ? (
        <Check
          name="rewritten"
          label={words.rewrite}
          checked={page.consent === "rewritten"}
          onChange={(on) => void rewrite(on)}
        />
      ) : null}
    </Part>
  );
}
