/** The brand's links by name, for canned answers. */
import { X } from "lucide-react";
import { playbook } from "../../answers/calls.ts";
import { Icon } from "../../ui/icon.tsx";
import { useDraft } from "../kit/draft.ts";
import { Field } from "../kit/fields.tsx";
import { Part } from "../kit/page.tsx";
import { SaveBar } from "../kit/save-bar.tsx";
import { inWords } from "./faults.ts";
import { usePlaybookWords } from "./words.ts";

interface Link {
  name: string;
  url: string;
}

export function AnswerLinks({ saved, onSaved }: { saved: Link[]; onSaved: () => Promise<void> }) {
  const all = usePlaybookWords();
  const words = all.answers;
  const draft = useDraft("answer links", { links: saved }, async ({ links }) => {
    await inWords(all, () => playbook.setLinks(links));
    await onSaved();
  });
  const { links } = draft.value;
  const set = (index: number, patch: Partial<Link>) =>
    draft.change({ links: links.map((one, at) => (at === index ? { ...one, ...patch } : one)) });
  return (
    <Part title={words.links} hint={words.linksHint}>
      {links.map((link, index) => (
        // Links have no name but what is typed.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="link-row">
          <Field
            name={`links.${index}.name`}
            label={words.linkName}
            value={link.name}
            maxLength={40}
            error={draft.errorOf(`links.${index}.name`)}
            onChange={({ target }) => set(index, { name: target.value })}
          />
          <Field
            name={`links.${index}.url`}
            label={words.linkUrl}
            type="url"
            value={link.url}
            maxLength={500}
            placeholder="https://"
            error={draft.errorOf(`links.${index}.url`)}
            onChange={({ target }) => set(index, { url: target.value })}
          />
          <button
            type="button"
            className="btn quiet sq"
            aria-label={words.removeLink(link.name)}
            onClick={() => draft.change({ links: links.filter((_, at) => at !== index) })}
          >
            <Icon of={X} small />
          </button>
        </div>
      ))}
      <div>
        <button
          type="button"
          className="btn"
          onClick={() => draft.change({ links: [...links, { name: "", url: "https://" }] })}
        >
          {words.addLink}
        </button>
      </div>
      <SaveBar draft={draft} />
    </Part>
  );
}
