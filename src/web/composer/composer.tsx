/** The reply box. Its mode is said in four ways (place, colour, icon, word), and each mode has its own draft. */
import { useQuery } from "@tanstack/react-query";
import { useImperativeHandle, useRef, useState, type Ref } from "react";
import { sendingQuery } from "../client/queries.ts";
import type { ConversationDetail, MessageItem } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { modifierHeld } from "../shell/keys.ts";
import { useAnswers } from "../answers/use-answers.tsx";
import type { SendChoice } from "./attempt.ts";
import { joined, type Mode } from "./drafts.ts";
import { useTogetherBox } from "../together/box.tsx";
import { HeldNotice } from "./held-notice.tsx";
import { useCounting } from "./measure.ts";
import { Icon } from "../ui/icon.tsx";
import { MODE_ICONS, Modes } from "./modes.tsx";
import { NoteStays } from "./note-stays.tsx";
import { AnswerNotice, SendNotice } from "./notices.tsx";
import { OtherDraft } from "./other-draft.tsx";
import { SplitPreview } from "./split-preview.tsx";
import { partsOf } from "./parts.ts";
import { ReplyingTo, Tools } from "./tools.tsx";
import { addUndoable } from "./undo-store.ts";
import { UploadList } from "./uploads.tsx";
import { useDraft, useDraftSync } from "./use-draft.ts";
import { useComposerWords } from "./words.ts";
import { useFileDrop } from "./use-file-drop.ts";
import { useSend } from "./use-send.ts";
import { useUploads } from "./use-uploads.ts";

export interface ComposerHandle {
  focus(note: boolean): void;
  takeBack(text: string): void;
  /** Shows the reply, whose words have come back. */
  focusReply(): void;
  replyTo(message: MessageItem): void;
}

interface Props {
  conversation: ConversationDetail;
  seenSeq: number | null;
  onLeave: () => void;
  ref: Ref<ComposerHandle>;
}

const EXCERPT_LENGTH = 80;
const SECOND_MS = 1_000;

export function Composer({ conversation, seenSeq, onLeave, ref }: Props) {
  const { t } = useT();
  const w = useComposerWords();
  const replyMode: Mode = conversation.kind === "public" ? "public" : "private";
  const [mode, setMode] = useState<Mode>(replyMode);
  useDraftSync(conversation.id, [replyMode, "note"]);
  const { draft, other, keeper, change } = useDraft(conversation.id, mode);
  const noteDraft = useDraft(conversation.id, "note");
  const [leftNote, setLeftNote] = useState(false);
  const undoSeconds = useQuery(sendingQuery).data?.undoSeconds ?? 0;
  const { state, send, reset } = useSend({
    conversationId: conversation.id,
    mode,
    seenSeq,
    keeper,
    onAccepted: ({ deliveries }, { undoSeconds: seconds = 0 }) => {
      const [first] = deliveries;
      if (mode === "note" || first?.state !== "scheduled" || seconds === 0) return;
      const until = performance.now() + seconds * SECOND_MS;
      const { name } = conversation.requester;
      addUndoable({ deliveryId: first.id, conversationId: conversation.id, name, mode, until });
    },
  });
  const uploads = useUploads(conversation, draft.uploads, change);
  const { measure, price } = useCounting(conversation.platform, conversation.kind);
  const area = useRef<HTMLTextAreaElement>(null);
  const form = useRef<HTMLFormElement>(null);

  const note = mode === "note";
  const { limits } = conversation;
  const limit = note ? null : draft.uploads.length > 0 ? limits.captionLimit : limits.textLimit;
  const text = draft.text.trim();
  const length = limit === null ? text.length : measure(text);
  const parts = limit !== null && length > limit ? partsOf(text, draft.uploads.length, limits, measure) : [];
  const prices = note || text === "" ? [] : (parts.length > 0 ? parts : [text]).map(price);
  const usd = prices.includes(null) ? 0 : prices.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const closed = !note && conversation.answerability.state === "closed";
  const busy = state.kind === "sending";
  const together = useTogetherBox({
    conversationId: conversation.id,
    mode,
    text: draft.text,
    area,
    setText: (next) => setText(next),
  });
  const ready =
    !busy &&
    draft.attempt === null &&
    !closed &&
    !together.held &&
    uploads.pending.length === 0 &&
    (text !== "" || draft.uploads.length > 0) &&
    (note || seenSeq !== null);

  const setText = (next: string) => {
    if (state.kind !== "idle") reset();
    change((old) => ({ ...old, text: next }));
  };
  const answers = useAnswers({ area, text: draft.text, setText, conversation, mode, seenSeq });
  const toMode = (next: Mode) => {
    setLeftNote(mode === "note" && next === "public");
    setMode(next);
    reset();
    // At once: a fast writer's next letters are for the box, and would be taken as commands outside it.
    area.current?.focus();
    requestAnimationFrame(() => area.current?.focus());
  };
  const submit = async (choice: SendChoice = {}) => {
    if (!ready || answers.refuses()) return;
    area.current?.focus();
    setLeftNote(false);
    const sent = await send({ undoSeconds, ...choice });
    if (sent && choice.close) onLeave();
  };
  useImperativeHandle(ref, () => ({
    focus: (asNote) => toMode(asNote ? "note" : replyMode),
    takeBack: (words) => {
      setMode(replyMode);
      // What stands there already stays: the words come back above it.
      change((old) => ({ ...old, text: old.text.trim() === "" ? words : `${words}\n\n${old.text}` }));
      requestAnimationFrame(() => area.current?.focus());
    },
    focusReply: () => toMode(replyMode),
    replyTo: (message) => {
      setMode(replyMode);
      change((old) => ({
        ...old,
        inReplyTo: { id: message.id, name: message.author.name, excerpt: message.text.slice(0, EXCERPT_LENGTH) },
      }));
      requestAnimationFrame(() => area.current?.focus());
    },
  }));

  const takesFiles = !note && !closed && limits.media.maxCount > 0;
  const dropping = useFileDrop(form, takesFiles ? uploads.add : null);

  return (
    <form
      ref={form}
      className={`composer ${mode === "note" ? "note-mode" : mode}`}
      aria-label={t.mode[mode]}
      data-testid="composer"
      data-mode={mode}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {dropping && mode !== "note" ? (
        <div className={`dropveil ${mode}`}>
          <Icon of={MODE_ICONS[mode]} />
          <b>{w.dropHere[mode]}</b>
        </div>
      ) : null}
      <Modes
        conversation={conversation}
        mode={mode}
        replyMode={replyMode}
        onMode={toMode}
        onInsert={(words) => setText(`${draft.text}${draft.text === "" ? "" : " "}${words}`)}
      />
      {note ? null : <AnswerNotice conversation={conversation} />}
      {note || conversation.platform !== "x" ? null : <HeldNotice conversation={conversation} />}
      {other === null ? null : (
        <OtherDraft other={other} onTake={() => keeper.adopt(other)} onKeep={() => keeper.keepThese()} />
      )}
      {leftNote && mode === "public" && noteDraft.draft.text.trim() !== "" ? (
        <NoteStays
          onLeave={() => setLeftNote(false)}
          onCopy={() => {
            setLeftNote(false);
            const { text: words } = noteDraft.draft;
            change((old) => ({ ...old, ...joined({ text: words, uploads: [], inReplyTo: null }, old) }));
            area.current?.focus();
          }}
        />
      ) : null}
      {together.notice}
      <SendNotice
        state={state}
        onForce={() => void submit({ ...(state.kind === "moved" ? state.choice : {}), force: true })}
        onAgain={() => void send()}
        onDismiss={reset}
        onShow={({ start, end }) => {
          const ahead = draft.text.length - draft.text.trimStart().length;
          area.current?.focus();
          area.current?.setSelectionRange(ahead + start, ahead + end);
        }}
      />
      <div className={dropping ? "box dropping" : "box"}>
        {together.popup}
        {draft.inReplyTo === null || note ? null : (
          <ReplyingTo to={draft.inReplyTo} onRemove={() => change((old) => ({ ...old, inReplyTo: null }))} />
        )}
        {answers.above}
        <textarea
          ref={area}
          {...answers.areaProps}
          value={draft.text}
          readOnly={together.held}
          {...together.areaProps}
          aria-label={t.mode[mode]}
          placeholder={t.placeholder[mode]}
          rows={2}
          onChange={(event) => {
            setText(event.target.value);
            together.onType(event.target.value);
          }}
          onPaste={(event) => {
            if (!takesFiles || event.clipboardData.files.length === 0) return;
            event.preventDefault();
            uploads.add(event.clipboardData.files);
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing || answers.onKeyDown(event) || together.onKey(event)) return;
            if (event.key === "Escape") onLeave();
            // Public needs one more key: nobody posts to the world by habit.
            if (event.key !== "Enter" || !modifierHeld(event) || event.shiftKey !== (mode === "public")) return;
            event.preventDefault();
            void submit(event.altKey && !note ? { close: true } : {});
          }}
        />
        {note ? null : <UploadList files={draft.uploads} uploads={uploads} />}
        <Tools
          mode={mode}
          conversation={conversation}
          length={length}
          limit={limit}
          usd={usd}
          ready={ready}
          busy={busy}
          onSend={(choice) => void submit(choice)}
          onFiles={takesFiles ? uploads.add : null}
        />
      </div>
      <SplitPreview parts={parts} />
    </form>
  );
}
