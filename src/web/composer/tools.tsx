/** Below the text: attach, how long it is in the platform's own count, and send. */
import { Paperclip, Reply, X } from "lucide-react";
import { useRef } from "react";
import type { ConversationDetail } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { modifierName, onMac } from "../shell/keys.ts";
import { Icon } from "../ui/icon.tsx";
import { formatBytes } from "../ui/bytes.ts";
import type { SendChoice } from "./attempt.ts";
import type { Draft, Mode } from "./drafts.ts";
import { MODE_ICONS } from "./modes.tsx";
import { SendMenu } from "./send-menu.tsx";
import { useComposerWords } from "./words.ts";

interface Props {
  mode: Mode;
  conversation: ConversationDetail;
  length: number;
  /** Null: no limit (notes). */
  limit: number | null;
  /** What the platform charges for it, as far as it is known; 0: nothing. */
  usd: number;
  ready: boolean;
  busy: boolean;
  onSend: (choice: SendChoice) => void;
  /** Null: files can't go along. */
  onFiles: ((files: Iterable<File>) => void) | null;
}

export function Tools({ mode, conversation, length, limit, usd, ready, busy, onSend, onFiles }: Props) {
  const { t } = useT();
  const picker = useRef<HTMLInputElement>(null);
  const weighted = conversation.platform === "x" && conversation.kind === "public";
  const w = useComposerWords();
  const { media } = conversation.limits;
  const hint = `${t.attach} · ${w.uploadLimits(media.maxCount, formatBytes(media.maxBytes))}`;
  const over = limit !== null && length > limit;
  return (
    <div className="tools">
      {onFiles === null ? null : (
        <>
          <button type="button" className="btn quiet sq" title={hint} onClick={() => picker.current?.click()}>
            <Icon of={Paperclip} />
            <span className="vh">{t.attach}</span>
          </button>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            aria-label={t.attach}
            accept={conversation.limits.media.mimes.join(",")}
            onChange={(event) => {
              onFiles([...(event.target.files ?? [])]);
              event.target.value = "";
            }}
          />
        </>
      )}
      <span className="count">
        {limit === null ? null : (
          <>
            {usd === 0 ? null : (
              <span className="num only-d" title={w.costHint}>
                {w.cost(usd.toFixed(3).replace(/0$/u, ""))}
              </span>
            )}
            {weighted ? <span className="only-d hint">{t.unitHint}</span> : null}
            {weighted ? (
              <span className="meter" aria-hidden="true">
                <i
                  className={over ? "over" : undefined}
                  style={{ width: `${Math.min(100, (length / limit) * 100)}%` }}
                />
              </span>
            ) : null}
            <span className="num">
              <b className={over ? "over" : undefined}>{length}</b> / {limit}
            </span>
          </>
        )}
      </span>
      <button
        type="submit"
        className="btn sendbtn"
        disabled={!ready}
        aria-keyshortcuts={mode === "public" ? "Control+Shift+Enter" : "Control+Enter"}
      >
        <Icon of={MODE_ICONS[mode]} small />
        {busy ? t.sending : t.send[mode]}
        <kbd aria-hidden="true">{modifierName}</kbd>
        {mode === "public" ? <kbd aria-hidden="true">{onMac ? "⇧" : "Shift"}</kbd> : null}
        <kbd aria-hidden="true">↵</kbd>
      </button>
      {mode === "note" ? null : <SendMenu conversation={conversation} mode={mode} ready={ready} onSend={onSend} />}
    </div>
  );
}

export function ReplyingTo({ to, onRemove }: { to: NonNullable<Draft["inReplyTo"]>; onRemove: () => void }) {
  const { t } = useT();
  return (
    <div className="replying">
      <Icon of={Reply} small />
      <span>{`${t.replyingTo(to.name)} · ${to.excerpt}`}</span>
      <button type="button" className="btn quiet sq" aria-label={t.cancel} onClick={onRemove}>
        <Icon of={X} small />
      </button>
    </div>
  );
}
