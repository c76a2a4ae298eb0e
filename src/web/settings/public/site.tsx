/** How the public site looks and calls itself, what the brand promises there, and who may publish. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useFailure } from "../../ui/toast.tsx";
import { Check } from "../kit/fields.tsx";
import { LoadFailed, Page, Part } from "../kit/page.tsx";
import type { SectionProps } from "../registry.ts";
import { calls, publishingQuery, siteQuery } from "./calls.ts";
import { SiteLogo } from "./logo.tsx";
import { SiteForm } from "./site-form.tsx";
import { usePublicWords } from "./words.ts";
import "../../styles/public.css";

export function SiteScreen({ me }: SectionProps) {
  const all = usePublicWords();
  const words = all.site;
  const site = useQuery(siteQuery);
  const may = me.permissions.includes("settings.change");
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <a className="btn" href="/" target="_blank" rel="noreferrer">
          {all.open}
        </a>
      }
    >
      {site.isError ? <LoadFailed error={site.error} onRetry={() => void site.refetch()} /> : null}
      {may ? null : <p className="hint">{all.readOnly}</p>}
      {site.data ? (
        <>
          <Publishing may={may} />
          <SiteLogo logo={site.data.logo} may={may} />
          <SiteForm site={site.data} may={may} />
        </>
      ) : null}
    </Page>
  );
}

function Publishing({ may }: { may: boolean }) {
  const words = usePublicWords().site;
  const client = useQueryClient();
  const failed = useFailure();
  const { data } = useQuery(publishingQuery);
  if (data === undefined) return null;
  const set = async (secondPerson: boolean) => {
    client.setQueryData(publishingQuery.queryKey, { secondPerson });
    try {
      await calls.setPublishing(secondPerson);
    } catch (error) {
      failed(error);
    }
    await client.invalidateQueries({ queryKey: publishingQuery.queryKey });
  };
  return (
    <Part title={words.publishing}>
      <Check
        name="secondPerson"
        label={words.secondPerson}
        hint={words.secondPersonHint}
        disabled={!may}
        checked={data.secondPerson}
        onChange={(on) => void set(on)}
      />
    </Part>
  );
}
