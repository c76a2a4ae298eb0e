/** Every call to the API, in one place and typed by its schemas. Failures throw ApiError. */
import { ApiError, problemOf } from "./problem.ts";
import type {
  Accepted,
  AccountView,
  ContactView,
  ConversationDetail,
  ConversationFilter,
  ConversationItem,
  ConversationPatch,
  Counts,
  Me,
  MessageItem,
  Page,
  ReplyInput,
  ResolveAs,
  Upload,
} from "./types.ts";

interface Call {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  body?: unknown;
  form?: FormData;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

async function call<T>(path: string, { method = "GET", body, form, headers = {}, signal }: Call = {}): Promise<T> {
  const response = await fetch(path, {
    method,
    credentials: "same-origin",
    headers: body === undefined ? headers : { "content-type": "application/json", ...headers },
    body: form ?? (body === undefined ? null : JSON.stringify(body)),
    signal: signal ?? null,
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, "offline", null);
  });
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

function query(values: Record<string, string | number | boolean | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== "" && value !== false) search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}

const of = (kind: "conversations" | "messages" | "deliveries" | "contacts", id: string) =>
  `/api/${kind}/${encodeURIComponent(id)}`;

export const api = {
  me: (signal?: AbortSignal) => call<Me>("/api/me", { signal }),
  counts: (signal?: AbortSignal) => call<Counts>("/api/counts", { signal }),
  accounts: (signal?: AbortSignal) => call<Page<AccountView>>("/api/accounts", { signal }),
  contact: (id: string, signal?: AbortSignal) => call<ContactView>(of("contacts", id), { signal }),

  conversations: (filter: ConversationFilter, cursor: string | null, limit: number, signal?: AbortSignal) =>
    call<Page<ConversationItem>>(`/api/conversations${query({ ...filter, cursor, limit })}`, { signal }),
  conversation: (id: string, signal?: AbortSignal) => call<ConversationDetail>(of("conversations", id), { signal }),
  patchConversation: (id: string, patch: ConversationPatch) =>
    call<ConversationDetail>(of("conversations", id), { method: "PATCH", body: patch }),

  /** Newest first; the cursor leads to older ones. */
  messages: (id: string, cursor: string | null, limit: number, signal?: AbortSignal) =>
    call<Page<MessageItem>>(`${of("conversations", id)}/messages${query({ cursor, limit })}`, { signal }),
  /** The same key with the same body is accepted once, however often it is sent. */
  reply: (id: string, key: string, body: ReplyInput) =>
    call<Accepted>(`${of("conversations", id)}/replies`, { method: "POST", body, headers: { "Idempotency-Key": key } }),
  note: (id: string, text: string) =>
    call<unknown>(`${of("conversations", id)}/notes`, { method: "POST", body: { text } }),

  resolve: (deliveryId: string, as: ResolveAs) =>
    call<unknown>(`${of("deliveries", deliveryId)}/resolve`, { method: "POST", body: { as } }),
  editMessage: (id: string, text: string) => call<unknown>(of("messages", id), { method: "PATCH", body: { text } }),
  deleteMessage: (id: string) => call<unknown>(of("messages", id), { method: "DELETE" }),
  react: (id: string, emoji: string, remove: boolean) =>
    call<unknown>(`${of("messages", id)}/reactions`, { method: "POST", body: { emoji, remove } }),
  hide: (id: string, hidden: boolean) =>
    call<unknown>(`${of("messages", id)}/hide`, { method: "POST", body: { hidden } }),

  upload: (file: File) => {
    const form = new FormData();
    form.set("file", file);
    return call<Upload>("/api/uploads", { method: "POST", form });
  },
};
