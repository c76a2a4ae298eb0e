/** Every call to the API, in one place and typed by the server's own routes. Failures throw ApiError. */
import { hc, type ClientResponse } from "hono/client";
import type { Api } from "../../api/app.ts";
import { ApiError, problemOf } from "./problem.ts";
import type {
  ConversationFilter,
  ConversationPatch,
  DraftToSave,
  DraftView,
  NoteInput,
  ReplyInput,
  ResolveAs,
} from "./types.ts";

/** Network faults become ApiError: no answer means that nobody knows whether the call was applied. */
const reach: typeof fetch = async (input, init) => {
  try {
    return await fetch(input, { ...init, credentials: "same-origin" });
  } catch (cause) {
    if (init?.signal?.aborted) throw cause;
    throw new ApiError(0, "offline", null);
  }
};

export const root = hc<Api>("/", { fetch: reach });
const remote = root.api;
const withSignal = (signal: AbortSignal | undefined) => ({ init: { signal: signal ?? null } });

const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The body of a successful answer. */
type Success<R> = R extends ClientResponse<infer T, infer S, "json"> ? (S extends 200 | 201 | 202 ? T : never) : never;

/** Gives the body, or throws ApiError. */
export async function read<R extends Response | ClientResponse<unknown>>(answer: Promise<R>): Promise<Success<R>> {
  const response = await answer;
  if (!response.ok) throw await problemOf(response);
  // The routes' types are made from the schemas that the server answers by.
  return (await response.json()) as Success<R>;
}

export const api = {
  me: (signal?: AbortSignal) => read(remote.me.$get({}, withSignal(signal))),
  agents: (signal?: AbortSignal) => read(remote.agents.$get({}, withSignal(signal))),
  labels: (signal?: AbortSignal) => read(remote.labels.$get({ query: {} }, withSignal(signal))),
  topics: (signal?: AbortSignal) => read(remote.topics.$get({}, withSignal(signal))),
  counts: (signal?: AbortSignal) => read(remote.counts.$get({}, withSignal(signal))),
  accounts: (signal?: AbortSignal) => read(remote.accounts.$get({}, withSignal(signal))),
  /** Whether the whole inbox rests, after a restore or a move. */
  isPaused: (signal?: AbortSignal) => read(root.readyz.$get({}, withSignal(signal))).then(({ paused }) => paused),
  resumeInbox: () => read(remote.system.resume.$post({})),
  contact: (id: string, signal?: AbortSignal) =>
    read(remote.contacts[":id"].$get({ param: { id } }, withSignal(signal))),

  conversations: (
    { attention, ...filter }: ConversationFilter,
    cursor: string | null,
    limit: number,
    signal?: AbortSignal,
  ) =>
    read(
      remote.conversations.$get(
        {
          query: {
            ...filter,
            ...(attention ? { attention: "true" } : {}),
            // Days are counted where the reader is.
            ...(filter.q === undefined ? {} : { timeZone: timeZone() }),
            ...(cursor === null ? {} : { cursor }),
            limit: String(limit),
          },
        },
        withSignal(signal),
      ),
    ),
  /** Where in a conversation the words of a search stand. */
  matches: (id: string, q: string, signal?: AbortSignal) =>
    read(
      remote.conversations[":id"].matches.$get(
        { param: { id }, query: { q, timeZone: timeZone() } },
        withSignal(signal),
      ),
    ),
  conversation: (id: string, signal?: AbortSignal) =>
    read(remote.conversations[":id"].$get({ param: { id } }, withSignal(signal))),
  patchConversation: (id: string, patch: ConversationPatch) =>
    read(remote.conversations[":id"].$patch({ param: { id }, json: patch })),

  /** Newest first; the cursor leads to older ones. */
  messages: (id: string, cursor: string | null, limit: number, signal?: AbortSignal) =>
    read(
      remote.conversations[":id"].messages.$get(
        { param: { id }, query: { ...(cursor === null ? {} : { cursor }), limit: String(limit) } },
        withSignal(signal),
      ),
    ),
  /** What happened between the messages, newest first. */
  activity: (id: string, cursor: string | null, signal?: AbortSignal) =>
    read(
      remote.conversations[":id"].activity.$get(
        { param: { id }, query: cursor === null ? {} : { cursor } },
        withSignal(signal),
      ),
    ),
  editNote: (id: string, text: string) => read(remote.notes[":id"].$patch({ param: { id }, json: { text } })),
  deleteNote: (id: string) => read(remote.notes[":id"].$delete({ param: { id } })),
  /** People by a name or handle. */
  findContacts: (q: string, signal?: AbortSignal) => read(remote.contacts.$get({ query: { q } }, withSignal(signal))),
  episodes: (id: string, signal?: AbortSignal) =>
    read(remote.contacts[":id"].episodes.$get({ param: { id } }, withSignal(signal))),
  contactNotes: (id: string, signal?: AbortSignal) =>
    read(remote.contacts[":id"].notes.$get({ param: { id } }, withSignal(signal))),
  merge: (id: string, contactId: string) =>
    read(remote.contacts[":id"].merge.$post({ param: { id }, json: { contactId } })),
  unmerge: (id: string, identityId: string) =>
    read(remote.contacts[":id"].unmerge.$post({ param: { id }, json: { identityId } })),
  /** The same key with the same body is accepted once, however often it is sent. */
  reply: (id: string, key: string, body: ReplyInput) =>
    read(remote.conversations[":id"].replies.$post({ param: { id }, header: { "idempotency-key": key }, json: body })),
  note: (id: string, key: string, body: NoteInput) =>
    read(remote.conversations[":id"].notes.$post({ param: { id }, header: { "idempotency-key": key }, json: body })),

  /** Where one has drafts. */
  draftList: (signal?: AbortSignal) => read(remote.drafts.$get({}, withSignal(signal))),
  drafts: (id: string) => read(remote.conversations[":id"].drafts.$get({ param: { id } })),
  /** Stored as made from `version`; gives the version that it is then. */
  saveDraft: (id: string, mode: DraftView["mode"], { text, uploads, inReplyTo, version }: DraftToSave) =>
    read(
      remote.conversations[":id"].drafts[":mode"].$put({
        param: { id, mode },
        json: { text, uploads: uploads.map((one) => one.id), inReplyTo: inReplyTo?.id ?? null, version },
      }),
    ),
  sending: (signal?: AbortSignal) => read(remote.me.sending.$get({}, withSignal(signal))),
  /** Null: as the brand has it. */
  setOwnSending: (undoSeconds: number | null) => read(remote.me.sending.$put({ json: { undoSeconds } })),
  setBrandSending: (undoSeconds: number) => read(remote.settings.sending.$put({ json: { undoSeconds } })),
  budget: (id: string, signal?: AbortSignal) =>
    read(remote.accounts[":id"].budget.$get({ param: { id } }, withSignal(signal))),
  takeBack: (id: string) => read(remote.deliveries[":id"]["take-back"].$post({ param: { id } })),
  /** Null: now. */
  schedule: (id: string, sendAt: string | null, seenSeq: number) =>
    read(remote.deliveries[":id"].schedule.$post({ param: { id }, json: { sendAt, seenSeq } })),

  /** Newest first. */
  audit: (filter: Record<string, string>, cursor: string | null, signal?: AbortSignal) =>
    read(remote.audit.$get({ query: { ...filter, ...(cursor === null ? {} : { cursor }) } }, withSignal(signal))),
  eraseContact: (id: string) => read(remote.contacts[":id"].erase.$post({ param: { id } })),
  cancelJob: (id: string) => read(remote.jobs[":id"].$delete({ param: { id } })),
  block: (identityId: string, blocked: boolean) =>
    read(remote.identities[":id"].block.$post({ param: { id: identityId }, json: { blocked } })),

  resolve: (id: string, as: ResolveAs) => read(remote.deliveries[":id"].resolve.$post({ param: { id }, json: { as } })),
  approve: (id: string) => read(remote.deliveries[":id"].approve.$post({ param: { id } })),
  reject: (id: string) => read(remote.deliveries[":id"].reject.$post({ param: { id } })),
  editMessage: (id: string, text: string) => read(remote.messages[":id"].$patch({ param: { id }, json: { text } })),
  deleteMessage: (id: string) => read(remote.messages[":id"].$delete({ param: { id } })),
  react: (id: string, emoji: string, remove: boolean) =>
    read(remote.messages[":id"].reactions.$post({ param: { id }, json: { emoji, remove } })),
  revealSecret: (id: string, number: number) =>
    read(remote.messages[":id"].secrets[":number"].reveal.$post({ param: { id, number: String(number) } })),
  hide: (id: string, hidden: boolean) => read(remote.messages[":id"].hide.$post({ param: { id }, json: { hidden } })),

  dropUpload: (id: string) => read(remote.uploads[":id"].$delete({ param: { id } })),
};
