/** One page on its way: written, reviewed, published or withdrawn, with what is known of it beside. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../client/problem.ts";
import { LoadFailed, Page } from "../settings/kit/page.tsx";
import type { Self } from "../settings/registry.ts";
import { Actions } from "./actions.tsx";
import { Aside } from "./aside.tsx";
import { type PublicationDetail, publicationQuery } from "./calls.ts";
import { Compare } from "./compare.tsx";
import { EditForm } from "./edit-form.tsx";
import { Posts } from "./posts/posts.tsx";
import { usePublishWords } from "./words.ts";

export function PageScreen({ me, id }: { me: Self; id: string }) {
  const words = usePublishWords();
  const { data, error, refetch } = useQuery(publicationQuery(id));
  if (data) return <Opened me={me} page={data} />;
  if (error === null) return null;
  const missing = error instanceof ApiError && (error.status === 404 || error.status === 422);
  return (
    <Page title={missing ? words.missing : words.title}>
      {missing ? <p>{words.missingHint}</p> : <LoadFailed error={error} onRetry={() => void refetch()} />}
    </Page>
  );
}

function Opened({ me, page }: { me: Self; page: PublicationDetail }) {
  const words = usePublishWords();
  // Whoever changes what is published or in review says so first: the form would stand in the way of reading.
  const [editing, setEditing] = useState(false);
  const mayWrite = me.permissions.includes("publication.write");
  const isDraft = page.state === "draft" || page.revision === "draft";
  const writes = mayWrite && (isDraft || editing);
  return (
    <Page
      title={page.title === "" ? words.untitled : page.title}
      wide
      actions={<Actions me={me} page={page} onEdit={mayWrite && !writes ? () => setEditing(true) : null} />}
    >
      <Standing page={page} />
      <div className="pub-page">
        <div className="pub-main">
          {writes ? (
            <EditForm key={page.id} page={page} onSaved={() => setEditing(false)} />
          ) : (
            <Compare key={`${page.id} ${page.edition}`} page={page} />
          )}
          {page.version === 0 ? null : <Posts me={me} page={page} />}
        </div>
        <Aside me={me} page={page} writes={writes} />
      </div>
    </Page>
  );
}

/** Where it stands, in one line under the title; and why it came back. */
function Standing({ page }: { page: PublicationDetail }) {
  const words = usePublishWords();
  return (
    <div className="pub-standing">
      <p>
        <span className={page.state === "published" ? "tag public" : "tag"}>{words.state[page.state]}</span>
        {page.revision === null ? null : <span className="tag warn">{words.revision[page.revision]}</span>}
        <span className="tag">{words.kind[page.kind]}</span>
        {page.kind === "faq" ? null : <span className="tag">{words.form[page.form]}</span>}
        <span className="tag">{words.language[page.language]}</span>
        {page.withdrawnFor === null ? null : <span>{words.withdrawnFor[page.withdrawnFor]}</span>}
      </p>
      {page.remark === "" ? null : (
        <p className="held-note" role="note">
          {words.sentBackWith(page.remark)}
        </p>
      )}
    </div>
  );
}
