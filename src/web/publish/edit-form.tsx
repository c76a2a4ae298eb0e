/** The words of a page while they are written: what was typed survives a failed save, and what a colleague saved meanwhile. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { topicsQuery } from "../client/queries.ts";
import { SaveBar } from "../settings/kit/save-bar.tsx";
import { Area, Field, Select } from "../settings/kit/fields.tsx";
import { modifierHeld } from "../shell/keys.ts";
import type { PublicationDetail } from "./calls.ts";
import { usePageDraft } from "./edit-draft.ts";
import { MarkdownBox } from "./markdown-box.tsx";
import { usePublishWords } from "./words.ts";

export function EditForm({ page, onSaved }: { page: PublicationDetail; onSaved: () => void }) {
  const words = usePublishWords();
  const { edit } = words;
  const topics = useQuery(topicsQuery).data?.items ?? [];
  const lang = page.language === "zh" ? "zh-CN" : "en";
  const draft = usePageDraft(page, onSaved);
  const { value, change, errorOf, fault } = draft;
  const isStale = value.edition !== page.edition && draft.dirty;
  const save = draft.save;
  const newest = useRef(save);
  useEffect(() => {
    newest.current = save;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "s" || !modifierHeld(event) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      void newest.current();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <form
      noValidate
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        void draft.save();
      }}
    >
      {isStale || fault?.field === "edition" ? (
        <div className="held-note" role="alert">
          <p>{edit.stale}</p>
          <div className="btns">
            <button type="button" className="btn" onClick={draft.discard}>
              {edit.theirs}
            </button>
            <button type="button" className="btn" onClick={() => change({ edition: page.edition })}>
              {edit.mine}
            </button>
          </div>
        </div>
      ) : null}
      <Field
        name="title"
        label={edit.title}
        lang={lang}
        value={value.title}
        maxLength={120}
        error={errorOf("title")}
        onChange={({ target }) => change({ title: target.value })}
      />
      {page.kind === "faq" ? null : (
        <Area
          name="question"
          label={edit.question}
          hint={page.form === "attributed" ? edit.questionSaid : edit.questionHint}
          readOnly={page.form === "attributed"}
          lang={lang}
          value={value.question}
          rows={4}
          maxLength={4_000}
          error={errorOf("question")}
          onChange={({ target }) => change({ question: target.value })}
        />
      )}
      <MarkdownBox
        name="answer"
        label={edit.answer}
        lang={lang}
        value={value.answer}
        maxLength={20_000}
        error={errorOf("answer")}
        onChange={(answer) => change({ answer })}
      />
      <div className="two">
        <Field
          name="appliesTo"
          label={edit.appliesTo}
          hint={edit.appliesToHint}
          lang={lang}
          value={value.appliesTo}
          maxLength={120}
          error={errorOf("appliesTo")}
          onChange={({ target }) => change({ appliesTo: target.value })}
        />
        <Field
          name="byline"
          label={edit.byline}
          hint={edit.bylineHint}
          lang={lang}
          value={value.byline}
          maxLength={60}
          error={errorOf("byline")}
          onChange={({ target }) => change({ byline: target.value })}
        />
        <Field
          name="slug"
          label={edit.slug}
          hint={edit.slugHint(`/${page.kind === "faq" ? "faq" : "q"}/${value.slug}`)}
          value={value.slug}
          maxLength={80}
          error={errorOf("slug")}
          onChange={({ target }) => change({ slug: target.value })}
        />
        <Select
          name="topicId"
          label={edit.topic}
          value={value.topicId ?? ""}
          error={errorOf("topicId")}
          onChange={({ target }) => change({ topicId: target.value === "" ? null : target.value })}
        >
          <option value="">{edit.noTopic}</option>
          {topics
            .filter((topic) => !topic.archived || topic.id === value.topicId)
            .map((topic) => (
              <option key={topic.id} value={topic.id}>
                {topic.name}
              </option>
            ))}
        </Select>
      </div>
      <SaveBar draft={draft} label={edit.save} />
    </form>
  );
}
