/** The messages that a page was made of, and how closely somebody would tell us of changes to them. */
import { Link } from "@tanstack/react-router";
import { Eye, EyeOff, Radio, type LucideIcon } from "lucide-react";
import type { Watch } from "../../domain/publications.ts";
import { Part } from "../settings/kit/page.tsx";
import { Icon } from "../ui/icon.tsx";
import { ChangeForm } from "./change-form.tsx";
import type { PublicationDetail } from "./calls.ts";
import { usePublishWords } from "./words.ts";

const ICONS: Record<Watch, LucideIcon> = { live: Radio, polled: Eye, blind: EyeOff };

export function SourcePart({ page, writes }: { page: PublicationDetail; writes: boolean }) {
  const { source: words, choose, act } = usePublishWords();
  return (
    <Part title={words.title}>
      {page.watch === null ? <p className="hint">{words.none}</p> : null}
      {page.watch === null ? null : (
        <p className="pub-watch" data-testid="watch">
          <Icon of={ICONS[page.watch]} small />
          <span>{words.watchOf[page.watch]}</span>
        </p>
      )}
      <ul className="pub-sources">
        {page.sources.map((one) => (
          <li key={one.messageId}>
            <span className="tag">{choose.role[one.role]}</span>
            {one.deleted ? <span className="tag bad">{words.deleted}</span> : null}
            {one.edited ? <span className="tag warn">{words.edited}</span> : null}
            <p>{one.text}</p>
          </li>
        ))}
      </ul>
      {writes && page.state === "draft" && page.conversationId !== null ? <ChangeForm page={page} /> : null}
      {page.conversationId === null ? null : (
        <div>
          <Link to="/inbox/$id" params={{ id: page.conversationId }} search={{ view: "all" }} className="btn">
            {act.conversation}
          </Link>
        </div>
      )}
    </Part>
  );
}
