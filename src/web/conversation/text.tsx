/** A message's words: links, mentions, code and masked secrets from spans; never markup from outside. */
import { EyeOff } from "lucide-react";
import { memo, useState } from "react";
import type { Hit, MessageItem, SpanView } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { Icon } from "../ui/icon.tsx";
import { Marked, marksFrom } from "../ui/marked.tsx";
import { useHere } from "./context.ts";
import { cutAt, piecesOf, piecesUpTo, safeHref, trueHost } from "./pieces.ts";
import { Sealed } from "./sealed.tsx";

export const MessageText = memo(function MessageText({ message }: { message: MessageItem }) {
  const { t } = useT();
  const [whole, setWhole] = useState(false);
  const marks = useHere().marks.get(message.id) ?? NONE;
  if (message.text === "") return null;
  const cut = whole ? null : cutAt(message.text);
  const pieces = piecesOf(message.text, message.spans);
  return (
    <p className="txt" lang={message.language ?? undefined} dir="auto">
      {(cut === null ? pieces : piecesUpTo(pieces, cut)).map((piece) =>
        piece.span === null ? (
          marks.length === 0 ? (
            piece.text
          ) : (
            <Marked key={piece.start} text={piece.text} marks={marksFrom(marks, piece.start)} />
          )
        ) : (
          <Span
            key={piece.start}
            messageId={message.id}
            span={piece.span}
            text={piece.text}
            followable={message.direction !== "context"}
          />
        ),
      )}
      {cut === null ? null : (
        <button type="button" className="more" onClick={() => setWhole(true)}>
          {t.showAll(message.text.length)}
        </button>
      )}
    </p>
  );
});

const NONE: Hit["marks"] = [];

interface SpanDrawn {
  messageId: string;
  span: SpanView;
  text: string;
  followable: boolean;
}

function Span({ messageId, span, text, followable }: SpanDrawn) {
  const { t } = useT();
  switch (span.kind) {
    case "link": {
      const href = safeHref(span.value ?? text);
      // Scammers answer under every official post: what third parties link to is read, not followed.
      if (href === null || !followable) return <span className="plainlink">{text}</span>;
      const host = trueHost(href, text);
      return (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow" title={href}>
          {text}
          {host === null ? null : <bdi className="host">{` (${host})`}</bdi>}
        </a>
      );
    }
    case "mention":
      return <span className="mention handle">{text}</span>;
    case "code":
      return <code>{text}</code>;
    case "emoji":
      return <span title={text}>{text}</span>;
    case "masked":
      if (span.secret !== undefined) return <Sealed messageId={messageId} number={span.secret} />;
      return (
        <span className="secret" title={t.maskedWhy}>
          <Icon of={EyeOff} small />
          {t.maskedKind(span.value ?? "")}
        </span>
      );
  }
}
