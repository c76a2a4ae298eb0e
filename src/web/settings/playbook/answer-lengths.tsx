/** A text as it would be read, and how long it is on each platform. */
import { DISCORD_TEXT_LIMIT } from "../../../../connectors/discord/measure.ts";
import { TEXT_LIMIT } from "../../../../connectors/telegram/measure.ts";
import { DM_LIMIT, POST_LIMIT } from "../../../../connectors/x/measure.ts";
import { splitText } from "../../../domain/split.ts";
import { useMeasure } from "../../composer/measure.ts";
import { useT } from "../../i18n/language.tsx";
import { usePlaybookWords } from "./words.ts";

const PLACES = [
  { platform: "x", kind: "public", limit: POST_LIMIT },
  { platform: "x", kind: "direct", limit: DM_LIMIT },
  { platform: "telegram", kind: "direct", limit: TEXT_LIMIT },
  { platform: "discord", kind: "direct", limit: DISCORD_TEXT_LIMIT },
] as const;

export function AnswerLengths({ text, language }: { text: string; language: "zh" | "en" }) {
  const words = usePlaybookWords().answers;
  return (
    <details className="answer-preview">
      <summary>{words.preview}</summary>
      <p className="hint">{words.previewHint}</p>
      <p className="said" lang={language === "zh" ? "zh-CN" : "en"}>
        {text}
      </p>
      <ul>
        {PLACES.map((place) => (
          <Length key={`${place.platform} ${place.kind}`} {...place} text={text} />
        ))}
      </ul>
    </details>
  );
}

function Length({ platform, kind, limit, text }: (typeof PLACES)[number] & { text: string }) {
  const words = usePlaybookWords().answers;
  const { t } = useT();
  const measure = useMeasure(platform, kind);
  const length = measure(text);
  return (
    <li>
      {t.platform[platform]}
      {platform === "x" ? ` · ${t.mode[kind === "public" ? "public" : "private"]}` : ""}
      <span className="num">
        {length} / {limit}
      </span>
      {length > limit ? <span className="over">{words.over(splitText(text, limit, measure).length)}</span> : null}
    </li>
  );
}
