/** The files of a reply: those that are there, in their order, and those on their way. */
import { ArrowLeft, ArrowRight, Paperclip, RotateCcw, TriangleAlert, X, type LucideIcon } from "lucide-react";
import type { Upload } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { formatBytes } from "../ui/bytes.ts";
import { Icon } from "../ui/icon.tsx";
import type { Pending, Uploads } from "./use-uploads.ts";
import { useComposerWords } from "./words.ts";

export function UploadList({ files, uploads }: { files: readonly Upload[]; uploads: Uploads }) {
  const { t } = useT();
  const w = useComposerWords();
  const { pending, problems } = uploads;
  if (files.length + pending.length + problems.length === 0) return null;
  return (
    <ul className="uploads" aria-label={t.attach} data-testid="uploads">
      {files.map((file, index) => (
        <li key={file.id}>
          {file.mime.startsWith("image/") ? (
            <img src={`/api/uploads/${file.id}`} alt="" />
          ) : (
            <Icon of={Paperclip} small />
          )}
          <span title={file.name}>{`${file.name} · ${formatBytes(file.size)}`}</span>
          {index > 0 ? (
            <Small icon={ArrowLeft} word={w.moveEarlier(file.name)} onClick={() => uploads.move(file, -1)} />
          ) : null}
          {index < files.length - 1 ? (
            <Small icon={ArrowRight} word={w.moveLater(file.name)} onClick={() => uploads.move(file, 1)} />
          ) : null}
          <Small icon={X} word={t.removeUpload(file.name)} onClick={() => uploads.remove(file)} />
        </li>
      ))}
      {pending.map((one) => (
        <OnItsWay key={one.key} one={one} uploads={uploads} />
      ))}
      {problems.map((problem) => (
        <li key={problem} className="bad wide" role="alert">
          <Icon of={TriangleAlert} small />
          <span>{problem}</span>
        </li>
      ))}
    </ul>
  );
}

function OnItsWay({ one: { key, file, state }, uploads }: { one: Pending; uploads: Uploads }) {
  const { t } = useT();
  const w = useComposerWords();
  if (state.kind === "failed")
    return (
      <li className="bad wide" role="alert">
        <Icon of={TriangleAlert} small />
        <span title={state.why}>{`${t.uploadFailed(file.name)} · ${state.why}`}</span>
        <Small icon={RotateCcw} word={w.retryUpload(file.name)} onClick={() => uploads.retry(key)} />
        <Small icon={X} word={t.removeUpload(file.name)} onClick={() => uploads.cancel(key)} />
      </li>
    );
  const percent = Math.round(state.share * 100);
  return (
    <li>
      <progress className="share" max={100} value={percent} aria-label={`${t.uploading} · ${file.name}`} />
      <span>{file.name}</span>
      <span className="num">{`${percent}%`}</span>
      <Small icon={X} word={w.cancelUpload(file.name)} onClick={() => uploads.cancel(key)} />
    </li>
  );
}

function Small({ icon, word, onClick }: { icon: LucideIcon; word: string; onClick: () => void }) {
  return (
    <button type="button" className="btn quiet sq" aria-label={word} title={word} onClick={onClick}>
      <Icon of={icon} small />
    </button>
  );
}
