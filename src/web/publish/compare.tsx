/** A page as it will be read, and what it says otherwise than its source and than its last version. */
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Part } from "../settings/kit/page.tsx";
import { type PublicationDetail, versionsQuery } from "./calls.ts";
import { Diff } from "./diff.tsx";
import { Markdown } from "./markdown.tsx";
import { usePublishWords } from "./words.ts";

type Side = "reading" | "source" | "version";

export function Compare({ page }: { page: PublicationDetail }) {
  const { compare: words } = usePublishWords();
  const name = useId();
  const [side, setSide] = useState<Side>("reading");
  const sides: [Side, string][] = [["reading", words.reading]];
  if (page.sources.length > 0) sides.push(["source", words.source]);
  if (page.version > 0 && page.revision !== null) sides.push(["version", words.version(page.version)]);
  return (
    <div className="pub-compare">
      {sides.length < 2 ? null : (
        <span className="seg" role="radiogroup" aria-label={words.title}>
          {sides.map(([one, word]) => (
            <label key={one}>
              <input type="radio" name={name} className="vh" checked={side === one} onChange={() => setSide(one)} />
              {word}
            </label>
          ))}
        </span>
      )}
      {side === "reading" ? (
        <Reading page={page} />
      ) : side === "source" ? (
        <AgainstSource page={page} />
      ) : (
        <AgainstVersion page={page} />
      )}
    </div>
  );
}

function Reading({ page }: { page: PublicationDetail }) {
  const words = usePublishWords();
  return (
    <article className="pub-reading" lang={langOf(page)}>
      <h2>{page.title === "" ? words.untitled : page.title}</h2>
      {page.question === "" ? null : <blockquote className="words">{page.question}</blockquote>}
      <Markdown text={page.answer} />
      <p className="hint">{[page.byline, page.appliesTo].filter((one) => one !== "").join(" · ")}</p>
    </article>
  );
}

function AgainstSource({ page }: { page: PublicationDetail }) {
  const { edit } = usePublishWords();
  const said = (role: "question" | "answer") =>
    page.sources
      .filter((one) => one.role === role)
      .map(({ text }) => text)
      .join("\n\n");
  return (
    <>
      <Part title={edit.question}>
        <Diff before={said("question")} after={page.question} lang={langOf(page)} />
      </Part>
      <Part title={edit.answer}>
        <Diff before={said("answer")} after={page.answer} lang={langOf(page)} />
      </Part>
    </>
  );
}

function AgainstVersion({ page }: { page: PublicationDetail }) {
  const { edit } = usePublishWords();
  const last = useQuery(versionsQuery(page.id)).data?.items.find(({ version }) => version === page.version);
  if (!last) return null;
  const fields = ["title", "question", "answer", "appliesTo", "byline"] as const;
  return fields
    .filter((field) => field === "answer" || last[field] !== page[field])
    .map((field) => (
      <Part key={field} title={edit[field]}>
        <Diff before={last[field]} after={page[field]} lang={langOf(page)} />
      </Part>
    ));
}

export function langOf({ language }: Pick<PublicationDetail, "language">): string {
  return language === "zh" ? "zh-CN" : "en";
}
