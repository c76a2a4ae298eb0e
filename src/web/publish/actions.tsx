/** What can be done with a page now: by where it stands, and by what this person may. */
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { BookOpen, ExternalLink, Pencil, RotateCcw, ShieldCheck, Trash2, Undo2, type LucideIcon } from "lucide-react";
import { useState, type ReactNode } from "react";
import { type PublicationStep, stepFrom } from "../../domain/publication-moves.ts";
import { Area, Field } from "../settings/kit/fields.tsx";
import type { Self } from "../settings/registry.ts";
import { useKeys } from "../shell/keys.ts";
import { Icon } from "../ui/icon.tsx";
import { useDone } from "../ui/toast.tsx";
import { publishHref } from "./address.ts";
import { Ask } from "./ask.tsx";
import { publications, type PublicationDetail, publicationQuery, publishKeys } from "./calls.ts";
import { usePageDraft } from "./edit-draft.ts";
import { usePublishWords } from "./words.ts";

/** Steps that are asked about first; words are edited in the form. */
type AskedStep = Exclude<PublicationStep, "edit">;

interface Props {
  me: Self;
  page: PublicationDetail;
  /** Begins to write; null: one writes already, or may not. */
  onEdit: (() => void) | null;
}

export function Actions({ me, page, onEdit }: Props) {
  const words = usePublishWords();
  const { act } = words;
  const client = useQueryClient();
  const router = useRouter();
  const done = useDone();
  const [asking, setAsking] = useState<AskedStep | null>(null);
  const [text, setText] = useState("");
  const draft = usePageDraft(page);
  const leads = me.permissions.includes("publication.manage");
  const writes = me.permissions.includes("publication.write");
  const can = (step: AskedStep) => (LEADS.has(step) ? leads : writes) && stepFrom(page, step) !== null;
  const begin = (step: AskedStep) => {
    setText("");
    setAsking(step);
  };
  const run = async (step: AskedStep) => {
    // What was typed goes along: nobody hands in something else than what they see. What is wrong with it stands at its field.
    if (step === "submit" && draft.dirty && !(await draft.save())) {
      setAsking(null);
      return;
    }
    if (step === "discard") draft.discard();
    const { queryKey } = publicationQuery(page.id);
    const edition = client.getQueryData(queryKey)?.edition ?? page.edition;
    const next = await takeStep(step, page.id, edition, text.trim());
    setAsking(null);
    if (next === null) router.history.push(publishHref("draft"));
    else client.setQueryData(queryKey, next);
    await client.invalidateQueries({ queryKey: publishKeys.all });
    done({ text: words.did[step] });
  };
  useKeys({
    ...(onEdit && stepFrom(page, "edit") !== null ? { e: onEdit } : {}),
    ...(can("publish") ? { p: () => begin("publish") } : {}),
  });
  const button = (step: AskedStep, icon: LucideIcon, look = "btn", key?: string) =>
    can(step) ? (
      <button type="button" className={look} onClick={() => begin(step)}>
        <Icon of={icon} small />
        {act[step]}
        {key === undefined ? null : <kbd aria-hidden="true">{key}</kbd>}
      </button>
    ) : null;
  const close = () => setAsking(null);
  return (
    <>
      {page.state !== "published" ? null : (
        <a className="btn quiet" href={page.path} target="_blank" rel="noopener">
          <Icon of={ExternalLink} small />
          {act.open}
        </a>
      )}
      {onEdit && stepFrom(page, "edit") !== null ? (
        <button type="button" className="btn" onClick={onEdit}>
          <Icon of={Pencil} small />
          {act.edit}
          <kbd aria-hidden="true">E</kbd>
        </button>
      ) : null}
      {button("discard", Trash2, "btn quiet")}
      {button("withdraw", Undo2, "btn danger")}
      {button("reopen", RotateCcw)}
      {button("return", Undo2)}
      {button("submit", ShieldCheck, "btn solid")}
      {button("publish", BookOpen, "btn pub", "P")}
      {asking === null ? null : (
        <Ask
          title={words.askTitle[asking]}
          action={act[asking]}
          look={
            asking === "withdraw" || asking === "discard"
              ? "btn danger"
              : asking === "publish"
                ? "btn pub"
                : "btn solid"
          }
          hasField={asking === "return" || (asking === "publish" && page.version > 0)}
          onConfirm={() => run(asking)}
          onClose={close}
        >
          <p className="says">{words.askHint[asking]}</p>
          {ASKED_WITH[asking]?.({ page, text, setText }) ?? null}
        </Ask>
      )}
    </>
  );
}

const LEADS = new Set<AskedStep>(["return", "publish", "withdraw", "reopen"]);

/** Null: the page is gone. */
function takeStep(step: AskedStep, id: string, edition: number, text: string): Promise<PublicationDetail | null> {
  switch (step) {
    case "submit":
      return publications.submit(id, edition);
    case "return":
      return publications.sendBack(id, edition, text);
    case "publish":
      return publications.publish(id, edition, text);
    case "withdraw":
      return publications.withdraw(id);
    case "reopen":
      return publications.reopen(id);
    case "discard":
      return publications.discard(id);
  }
}

interface Asked {
  page: PublicationDetail;
  text: string;
  setText: (text: string) => void;
}

const ASKED_WITH: Partial<Record<AskedStep, (asked: Asked) => ReactNode>> = {
  return: (asked) => <Remark {...asked} />,
  publish: (asked) => (asked.page.version === 0 ? null : <Note {...asked} />),
};

function Remark({ text, setText }: Asked) {
  const words = usePublishWords();
  return (
    <Area
      name="remark"
      label={words.remark}
      hint={words.remarkHint}
      value={text}
      rows={3}
      maxLength={1_000}
      onChange={({ target }) => setText(target.value)}
    />
  );
}

function Note({ text, setText }: Asked) {
  const words = usePublishWords();
  return (
    <Field
      name="note"
      label={words.note}
      hint={words.noteHint}
      value={text}
      maxLength={120}
      error={undefined}
      onChange={({ target }) => setText(target.value)}
    />
  );
}
