/** Every call to the API, in one place and typed by the server's own routes. Failures throw ApiError. */
import { hc, type ClientResponse } from "hono/client";
import type { Api } from "../../api/app.ts";
import { ApiError, problemOf } from "./problem.ts";
import type {
  AccountView,
  ContactView,
  ConversationFilter,
  ConversationPatch,
  ReplyInput,
  ResolveAs,
  Upload,
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

const remote = hc<Api>("/", { fetch: reach }).api;
const withSignal = (signal: AbortSignal | undefined) => ({ init: { signal: signal ?? null } });

/** The body of a successful answer. */
type Success<R> = R extends ClientResponse<infer T, infer S, "json"> ? (S extends 200 | 201 | 202 ? T : never) : never;

async function read<R extends Response | ClientResponse<unknown>>(answer: Promise<R>): Promise<Success<R>> {
  const response = await answer;
  if (!response.ok) throw await problemOf(response);
  // The routes' types are made from the schemas that the server answers by.
  return (await response.json()) as Success<R>;
}

async function call<T>(
  path: string,
  method: "GET" | "POST" | "PATCH" | "DELETE",
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const form = body instanceof FormData;
  const response = await reach(path, {
    method,
    headers: body === undefined || form ? {} : { "content-type": "application/json" },
    body: body === undefined ? null : form ? body : JSON.stringify(body),
    signal: signal ?? null,
  });
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

export const api = {
  me: (signal?: AbortSignal) => read(remote.me.$get({}, withSignal(signal))),
  agents: (signal?: AbortSignal) => read(remote.agents.$get({}, withSignal(signal))),
  labels: (signal?: AbortSignal) => read(remote.labels.$get({}, withSignal(signal))),
  counts: (signal?: AbortSignal) => read(remote.counts.$get({}, withSignal(signal))),
  accounts: (signal?: AbortSignal) => call<{ items: AccountView[] }>("/api/accounts", "GET", undefined, signal),
  contact: (id: string, signal?: AbortSignal) => call<ContactView>(`/api/contacts/${id}`, "GET", undefined, signal),

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
            ...(cursor === null ? {} : { cursor }),
            limit: String(limit),
          },
        },
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
  /** The same key with the same body is accepted once, however often it is sent. */
  reply: (id: string, key: string, body: ReplyInput) =>
    read(remote.conversations[":id"].replies.$post({ param: { id }, header: { "idempotency-key": key }, json: body })),
  note: (id: string, key: string, text: string) =>
    read(
      remote.conversations[":id"].notes.$post({ param: { id }, header: { "idempotency-key": key }, json: { text } }),
    ),

  resolve: (deliveryId: string, as: ResolveAs) =>
    call<unknown>(`/api/deliveries/${deliveryId}/resolve`, "POST", { as }),
  editMessage: (id: string, text: string) => call<unknown>(`/api/messages/${id}`, "PATCH", { text }),
  deleteMessage: (id: string) => call<unknown>(`/api/messages/${id}`, "DELETE"),
  react: (id: string, emoji: string, remove: boolean) =>
    call<unknown>(`/api/messages/${id}/reactions`, "POST", { emoji, remove }),
  hide: (id: string, hidden: boolean) => call<unknown>(`/api/messages/${id}/hide`, "POST", { hidden }),

  upload: (file: File) => {
    const form = new FormData();
    form.set("file", file);
    return call<Upload>("/api/uploads", "POST", form);
  },
};
