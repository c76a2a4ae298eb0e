/** The page that says the same in the other language, or how to begin one. */
import { useQueryClient } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { Part } from "../settings/kit/page.tsx";
import type { Self } from "../settings/registry.ts";
import { publishHref } from "./address.ts";
import { useRefusal } from "./faults.ts";
import { useState } from "react";
import { publications, type PublicationDetail, publishKeys } from "./calls.ts";
import { usePublishWords } from "./words.ts";

export function Translation({ me, page }: { me: Self; page: PublicationDetail }) {
  const { translations: words, language: languages, state } = usePublishWords();
  const client = useQueryClient();
  const router = useRouter();
  const refusal = useRefusal();
  const [fault, setFault] = useState<string | null>(null);
  const other = languages[page.language === "zh" ? "en" : "zh"];
  const begin = async () => {
    setFault(null);
    try {
      const made = await publications.translate(page.id);
      await client.invalidateQueries({ queryKey: publishKeys.all });
      router.history.push(publishHref(made.id));
    } catch (error) {
      setFault(refusal(error));
    }
  };
  if (page.translation !== null)
    return (
      <Part title={words.title}>
        <p>
          <Link to="/publications/$" params={{ _splat: page.translation.id }} className="pub-link">
            {words.open(other)}
          </Link>{" "}
          <span className="tag">{state[page.translation.state]}</span>
        </p>
      </Part>
    );
  // What is shown as it was said stays in its language.
  if (page.form === "attributed" || !me.permissions.includes("publication.write")) return null;
  return (
    <Part title={words.title} hint={words.none(other)}>
      <div>
        <button type="button" className="btn" onClick={() => void begin()}>
          {words.make(other)}
        </button>
      </div>
      {fault === null ? null : (
        <p role="alert" className="fault">
          {fault}
        </p>
      )}
    </Part>
  );
}
