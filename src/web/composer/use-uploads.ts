/** Files on their way into a reply: checked against the platform's limits, uploaded at once, called off or tried again. */
import { useRef, useState } from "react";
import { api } from "../client/client.ts";
import { ApiError } from "../client/problem.ts";
import type { ConversationDetail, Upload } from "../client/types.ts";
import { type Uploading, uploadFile } from "../client/upload.ts";
import { useT } from "../i18n/language.tsx";
import { formatBytes } from "../ui/bytes.ts";
import { whyOf } from "../ui/toast.tsx";
import type { Draft } from "./drafts.ts";
import { useComposerWords } from "./words.ts";

export interface Pending {
  key: string;
  file: File;
  state: { kind: "sending"; share: number } | { kind: "failed"; why: string };
}

export interface Uploads {
  pending: readonly Pending[];
  /** What was not taken, and why. */
  problems: readonly string[];
  add: (files: Iterable<File>) => void;
  cancel: (key: string) => void;
  retry: (key: string) => void;
  remove: (upload: Upload) => void;
  /** One place earlier (-1) or later (1). */
  move: (upload: Upload, by: -1 | 1) => void;
}

export function useUploads(
  conversation: ConversationDetail,
  uploads: readonly Upload[],
  change: (change: (draft: Draft) => Draft) => void,
): Uploads {
  const { t } = useT();
  const w = useComposerWords();
  const [pending, setPending] = useState<Pending[]>([]);
  const [problems, setProblems] = useState<string[]>([]);
  const running = useRef(new Map<string, Uploading>());
  /** Settles once all that were given until now have arrived or failed: they stand in the order in which they were given, not in that of arrival. */
  const earlier = useRef<Promise<unknown>>(Promise.resolve());
  const { media } = conversation.limits;
  const platformName = t.platform[conversation.platform];

  const set = (key: string, state: Pending["state"]) =>
    setPending((list) => list.map((one) => (one.key === key ? { ...one, state } : one)));
  const drop = (key: string) => {
    running.current.delete(key);
    setPending((list) => list.filter((one) => one.key !== key));
  };

  const start = (key: string, file: File) => {
    const uploading = uploadFile(file, (share) => set(key, { kind: "sending", share }));
    running.current.set(key, uploading);
    const before = earlier.current;
    earlier.current = Promise.allSettled([before, uploading.done]);
    uploading.done
      .then(async (upload) => {
        await before;
        // Called off while it waited for its turn.
        if (!running.current.has(key)) {
          api.dropUpload(upload.id).catch(() => {});
          return drop(key);
        }
        change((draft) => ({ ...draft, uploads: [...draft.uploads, upload] }));
        drop(key);
      })
      .catch((error: unknown) => {
        if (error instanceof ApiError && error.code === "aborted") drop(key);
        else set(key, { kind: "failed", why: whyOf(error, t) });
      });
  };

  const refusal = (file: File, room: number, others: readonly string[]): string | null => {
    if (room <= 0) return t.uploadTooMany(media.maxCount);
    const most = Math.min(media.maxBytesOf?.[file.type] ?? media.maxBytes, media.maxBytes);
    if (file.size > most) return t.uploadTooLarge(file.name, formatBytes(most));
    const mime = file.type || "application/octet-stream";
    if (!media.mimes.some((one) => matches(one, mime))) return t.uploadMime(file.name, platformName);
    const alone = (one: string) => media.alone?.includes(one) ?? false;
    return others.length > 0 && [mime, ...others].some(alone) ? w.uploadAlone(file.name, platformName) : null;
  };

  return {
    pending,
    problems,
    add(files) {
      const mimes = [...uploads.map(({ mime }) => mime), ...pending.map(({ file }) => file.type)];
      const refused: string[] = [];
      for (const file of files) {
        const why = refusal(file, media.maxCount - mimes.length, mimes);
        if (why !== null) {
          refused.push(why);
          continue;
        }
        mimes.push(file.type);
        const key = crypto.randomUUID();
        setPending((list) => [...list, { key, file, state: { kind: "sending", share: 0 } }]);
        start(key, file);
      }
      setProblems([...new Set(refused)]);
    },
    cancel(key) {
      const uploading = running.current.get(key);
      if (pending.find((one) => one.key === key)?.state.kind === "sending") {
        running.current.delete(key);
        uploading?.abort();
      } else drop(key);
    },
    retry(key) {
      const file = pending.find((one) => one.key === key)?.file;
      if (!file) return;
      set(key, { kind: "sending", share: 0 });
      start(key, file);
    },
    remove({ id }) {
      change((draft) => ({ ...draft, uploads: draft.uploads.filter((one) => one.id !== id) }));
      // Its room is given back at once; where that fails it is forgotten later.
      api.dropUpload(id).catch(() => {});
    },
    move({ id }, by) {
      change((draft) => ({ ...draft, uploads: moved(draft.uploads, id, by) }));
    },
  };
}

function matches(pattern: string, mime: string): boolean {
  return pattern === mime || pattern === "*/*" || (pattern.endsWith("/*") && mime.startsWith(pattern.slice(0, -1)));
}

/** Pure. */
export function moved(uploads: readonly Upload[], id: string, by: -1 | 1): Upload[] {
  const from = uploads.findIndex((one) => one.id === id);
  const to = from + by;
  const next = [...uploads];
  const [one] = next.splice(from, 1);
  if (from < 0 || to < 0 || to >= uploads.length || !one) return [...uploads];
  next.splice(to, 0, one);
  return next;
}
