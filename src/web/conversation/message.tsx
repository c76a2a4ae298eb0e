/** One message in either shape: a side of a private talk, or a post in a public column. */
import { Check, Megaphone, Trash2 } from "lucide-react";
import { memo, useState, type ReactNode } from "react";
import { posesAs } from "../../domain/poses.ts";
import type { MessageItem } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { Avatar, Clock, Handle } from "../ui/bits.tsx";
import { Icon } from "../ui/icon.tsx";
import { MessageActions } from "./actions.tsx";
import { useHere } from "./context.ts";
import { Delivery, needsPerson } from "./delivery.tsx";
import { EditBox } from "./edit-box.tsx";
import { Edits } from "./edits.tsx";
import { MediaList } from "./media.tsx";
import { Note } from "./note.tsx";
import { Reactions } from "./reactions.tsx";
import { MessageText } from "./text.tsx";
import { useConversationWords } from "./words.ts";

interface Drawn {
  message: MessageItem;
  /** Follows its author's own message closely. */
  follows: boolean;
  /** What it answers does not stand right above it. */
  quotes: boolean;
}

export const Message = memo(function Message(drawn: Drawn) {
  const { message } = drawn;
  const { conversation } = useHere();
  if (message.deletedAt !== null) return <Gone message={message} />;
  if (message.direction === "note") return <Note message={message} />;
  return conversation.kind === "public" ? <Post {...drawn} /> : <Side {...drawn} />;
});

function Gone({ message }: { message: MessageItem }) {
  const { t } = useT();
  const words = useConversationWords();
  return (
    <>
      <p className="gone" data-testid="message" data-id={message.id}>
        <Icon of={Trash2} small />
        {message.direction === "outbound"
          ? t.deletedByUs
          : message.direction === "note"
            ? words.noteDeleted(message.author.name)
            : t.deletedBy(message.author.name)}{" "}
        {message.deletedAt === null ? null : <Clock at={message.deletedAt} />}
      </p>
      {/* A change that failed on it still wants to be dismissed. */}
      {message.changes.filter(needsPerson).map((one) => (
        <Delivery key={one.id} message={message} delivery={one} />
      ))}
    </>
  );
}

function Side({ message, follows, quotes }: Drawn) {
  const { t } = useT();
  const rating = useHere().conversation.episode?.satisfaction;
  const ours = message.direction === "outbound";
  const state = message.delivery?.state;
  const waiting = ours && (state === "queued" || state === "held" || state === "scheduled");
  const classes = [
    "m",
    ours && "out",
    follows && "follow",
    waiting && "queued",
    state === "cancelled" && "cancelled",
    message.direction === "context" && "context",
  ];
  return (
    <article
      className={classes.filter(Boolean).join(" ")}
      data-testid="message"
      data-id={message.id}
      data-direction={message.direction}
      aria-label={message.author.name}
    >
      <Body message={message} quotes={quotes} />
      <Meta message={message}>
        <Avatar name={message.author.name} url={message.author.avatarUrl} />
        <span className="who">{message.automatic === null ? message.author.name : t.automatic}</span>
        <Clock at={message.sentAt} />
        {message.direction === "context" ? <span className="role">{t.thirdParty}</span> : null}
        {rating?.messageId === message.id && rating.score !== null ? (
          <span className="role">{`${t.episode.satisfaction} ${t.episode.score(rating.score)}`}</span>
        ) : null}
        <Posing author={message.author} />
      </Meta>
    </article>
  );
}

function Post({ message, quotes }: Drawn) {
  const { t } = useT();
  const { conversation } = useHere();
  const ours = message.direction === "outbound";
  const third = message.direction === "context";
  const state = message.delivery?.state;
  const waiting = ours && (state === "queued" || state === "held" || state === "scheduled");
  const classes = ["post", ours && "ours", third && "third", waiting && "queued", state === "cancelled" && "cancelled"];
  // What is said in public is said by the brand; who of the team wrote it stands below.
  const name = ours ? conversation.account.name : message.author.name;
  const handle = ours ? conversation.account.handle : message.author.handle;
  return (
    <article
      className={classes.filter(Boolean).join(" ")}
      data-testid="message"
      data-id={message.id}
      data-direction={message.direction}
      aria-label={name}
    >
      <Avatar name={name} url={ours ? null : message.author.avatarUrl} />
      <div>
        <p className="by">
          <b>{name}</b>
          <Handle platform={conversation.platform} handle={handle} />
          {ours ? (
            <span className="role us">
              <Icon of={Megaphone} small />
              {t.publicReply}
            </span>
          ) : (
            <span className="role">{third ? t.thirdParty : t.asker}</span>
          )}
          <Posing author={message.author} />
          <Clock at={message.sentAt} />
        </p>
        <Body message={message} quotes={quotes} />
        <Meta message={message}>
          {ours && message.origin === "parley" ? <span className="who">{message.author.name}</span> : null}
        </Meta>
      </div>
    </article>
  );
}

/** Scammers take names like ours and answer our users. */
function Posing({ author }: { author: MessageItem["author"] }) {
  const { t } = useT();
  const { conversation } = useHere();
  if (author.isUs || !posesAs(author, conversation.account)) return null;
  return (
    <span className="role fake" title={t.posingWhy}>
      {t.posing}
    </span>
  );
}

function Body({ message, quotes }: Pick<Drawn, "message" | "quotes">) {
  return (
    <>
      {quotes && message.inReplyTo ? <Quote quoted={message.inReplyTo} /> : null}
      <MessageText message={message} />
      <MediaList media={message.media} />
      <Reactions message={message} />
    </>
  );
}

/** What it answers; a way there, where it is here. */
function Quote({ quoted }: { quoted: NonNullable<MessageItem["inReplyTo"]> }) {
  const words = useConversationWords();
  const { onJump } = useHere();
  const { id, authorName, excerpt } = quoted;
  if (id === null || excerpt === null) return <span className="quote">{words.quotedGone}</span>;
  return (
    <button type="button" className="quote" title={words.toQuoted(authorName ?? "")} onClick={() => onJump(id)}>
      {authorName === null ? null : <b>{authorName}</b>} <bdi>{excerpt}</bdi>
    </button>
  );
}

function Meta({ message, children }: { message: MessageItem; children: ReactNode }) {
  const { t } = useT();
  const { conversation } = useHere();
  const [editing, setEditing] = useState(false);
  const ours = message.direction === "outbound";
  const { delivery } = message;
  const deliveries = [...(delivery === null ? [] : [delivery]), ...message.changes];
  return (
    <>
      {editing ? <EditBox message={message} conversationId={conversation.id} onDone={() => setEditing(false)} /> : null}
      <div className="meta">
        {children}
        {ours && message.origin === "native" ? <span>{t.fromPlatform}</span> : null}
        {ours && message.origin === "otherApp" ? <span>{t.fromOtherApp}</span> : null}
        {message.hidden ? <span className="role">{t.hidden}</span> : null}
        <Edits message={message} />
        {ours && delivery === null && message.origin === "parley" ? (
          <span className="state" data-testid="delivery-state" data-state="sent">
            <Icon of={Check} small />
            {t.sent}
          </span>
        ) : null}
        {deliveries
          .filter((one) => !needsPerson(one))
          .map((one) => (
            <Delivery key={one.id} message={message} delivery={one} />
          ))}
        <MessageActions message={message} onEdit={() => setEditing(true)} />
      </div>
      {deliveries.filter(needsPerson).map((one) => (
        <Delivery key={one.id} message={message} delivery={one} />
      ))}
    </>
  );
}
