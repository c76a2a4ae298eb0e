/** What is known of a page beside its words, in the order in which it is asked for: what is missing, whose it was, what came of it. */
import { useQuery } from "@tanstack/react-query";
import { shortTime } from "../i18n/dates.ts";
import { useT } from "../i18n/language.tsx";
import { Part } from "../settings/kit/page.tsx";
import type { Self } from "../settings/registry.ts";
import { dateOfMinute, useMinute } from "../ui/minute.ts";
import { type PublicationDetail, versionsQuery } from "./calls.ts";
import { Checks } from "./checks.tsx";
import { ConsentPart } from "./consent.tsx";
import { Removals } from "./removals.tsx";
import { SourcePart } from "./source.tsx";
import { Translation } from "./translation.tsx";
import { usePublishWords } from "./words.ts";

interface Props {
  me: Self;
  page: PublicationDetail;
  /** One writes: things can be put back. */
  writes: boolean;
}

export function Aside({ me, page, writes }: Props) {
  const isOpen = page.state === "draft" || page.state === "review" || page.revision !== null;
  return (
    <aside className="pub-aside">
      {isOpen ? <Checks page={page} /> : null}
      {page.removals === null ? null : <Removals page={page} removals={page.removals} mayPutBack={writes} />}
      {page.kind === "faq" ? null : <SourcePart page={page} writes={writes} />}
      {page.kind === "faq" ? null : <ConsentPart me={me} page={page} />}
      <Translation me={me} page={page} />
      {page.version === 0 ? null : <Versions page={page} />}
    </aside>
  );
}

function Versions({ page }: { page: PublicationDetail }) {
  const words = usePublishWords();
  const { language } = useT();
  const now = dateOfMinute(useMinute());
  const versions = useQuery(versionsQuery(page.id)).data?.items;
  if (!versions) return null;
  return (
    <Part title={words.versions.title}>
      <ol className="pub-facts">
        {versions.map((one) => (
          <li key={one.version}>
            <b>{words.versions.of(one.version)}</b>{" "}
            {one.version === page.version && page.state === "published" ? (
              <span className="tag">{words.versions.current}</span>
            ) : null}
            <div className="hint">
              {shortTime(language, one.at, now)}
              {" · "}
              {words.versions.by(one.editor ?? words.somebody, one.reviewer === one.editor ? null : one.reviewer)}
            </div>
            {one.note === "" ? null : <div>{one.note}</div>}
          </li>
        ))}
      </ol>
    </Part>
  );
}
