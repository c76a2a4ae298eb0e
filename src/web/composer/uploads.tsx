/** Files on their way into a reply: checked against the platform's limits, uploaded at once, shown until sent. */
import { LoaderCircle, Paperclip, TriangleAlert, X } from "lucide-react";
import { useState } from "react";
import { api } from "../client/client.ts";
import type { ConversationDetail, Upload } from "../client/types.ts";
import { useT } from "../i18n/language.tsx";
import { formatBytes } from "../ui/bytes.ts";
import { Icon } from "../ui/icon.tsx";
import type { Draft } from "./drafts.ts";

interface Pending {
  key: string;
  file: File;
}

/** Uploads files and puts them into the draft; what is refused says why. */
export function useUploads(conversation: ConversationDetail, change: (change: (draft: Draft) => Draft) => void) {
  const { t } = useT();
  const [pending, setPending] = useState<Pending[]>([]);
  const [problems, setProblems] = useState<string[]>([]);
  const [previews] = useState(() => new Map<string, string>());
  const { media } = conversation.limits;

  const refusal = (file: File, room: number): string | null => {
    if (room <= 0) return t.uploadTooMany(media.maxCount);
    const most = Math.min(media.maxBytesOf?.[file.type] ?? media.maxBytes, media.maxBytes);
    if (file.size > most) return t.uploadTooLarge(file.name, formatBytes(most));
    const mime = file.type || "application/octet-stream";
    const taken = media.mimes.some(
      (one) => one === mime || one === "*/*" || (one.endsWith("/*") && mime.startsWith(one.slice(0, -1))),
    );
    return taken ? null : t.uploadMime(file.name, t.platform[conversation.platform]);
  };

  const add = (files: Iterable<File>, already: number) => {
    let room = media.maxCount - already - pending.length;
    const refused: string[] = [];
    for (const file of files) {
      const why = refusal(file, room);
      if (why !== null) {
        refused.push(why);
        continue;
      }
      room--;
      const key = crypto.randomUUID();
      setPending((list) => [...list, { key, file }]);
      api
        .upload(file)
        .then((upload) => {
          if (file.type.startsWith("image/")) previews.set(upload.id, URL.createObjectURL(file));
          change((draft) => ({ ...draft, uploads: [...draft.uploads, upload] }));
        })
        .catch(() => setProblems((list) => [...list, t.uploadFailed(file.name)]))
        .finally(() => setPending((list) => list.filter((one) => one.key !== key)));
    }
    setProblems(refused);
  };

  return { pending, problems, previews, add, clearProblems: () => setProblems([]) };
}

export function UploadList({
  uploads,
  pending,
  problems,
  previews,
  onRemove,
}: {
  uploads: readonly Upload[];
  pending: readonly Pending[];
  problems: readonly string[];
  previews: ReadonlyMap<string, string>;
  onRemove: (id: string) => void;
}) {
  const { t } = useT();
  if (uploads.length + pending.length + problems.length === 0) return null;
  return (
    <ul className="uploads" aria-label={t.attach}>
      {uploads.map((upload) => (
        <li key={upload.id}>
          {previews.has(upload.id) ? <img src={previews.get(upload.id)} alt="" /> : <Icon of={Paperclip} small />}
          <span title={upload.name}>{`${upload.name} · ${formatBytes(upload.size)}`}</span>
          <button
            type="button"
            className="btn quiet sq"
            aria-label={t.removeUpload(upload.name)}
            onClick={() => onRemove(upload.id)}
          >
            <Icon of={X} small />
          </button>
        </li>
      ))}
      {pending.map(({ key, file }) => (
        <li key={key} role="status">
          <span className="spin">
            <Icon of={LoaderCircle} small />
          </span>
          <span>{`${t.uploading} · ${file.name}`}</span>
        </li>
      ))}
      {problems.map((problem) => (
        <li key={problem} className="bad" role="alert" style={{ maxWidth: "none" }}>
          <Icon of={TriangleAlert} small />
          <span>{problem}</span>
        </li>
      ))}
    </ul>
  );
}
