/** What is read from the API and under which key it is kept. Live events, not timers, make it fresh. */
import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import { api } from "./client.ts";
import type { ConversationFilter, MessageItem } from "./types.ts";

export const LIST_PAGE = 50;
export const MESSAGE_PAGE = 40;

export const keys = {
  me: ["me"] as const,
  agents: ["agents"] as const,
  labels: ["labels"] as const,
  topics: ["topics"] as const,
  counts: ["counts"] as const,
  accounts: ["accounts"] as const,
  paused: ["paused"] as const,
  lists: ["list"] as const,
  list: (filter: ConversationFilter) => ["list", filter] as const,
  conversation: (id: string) => ["conversation", id] as const,
  messages: (id: string) => ["messages", id] as const,
  matches: (id: string, q: string) => ["matches", id, q] as const,
  activity: (id: string) => ["activity", id] as const,
  contact: (id: string) => ["contact", id] as const,
  drafts: ["drafts"] as const,
  sending: ["sending"] as const,
  episodes: (id: string) => ["contact", id, "episodes"] as const,
  contactNotes: (id: string) => ["contact", id, "notes"] as const,
};

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: ({ signal }) => api.me(signal),
  staleTime: Infinity,
});

export const agentsQuery = queryOptions({
  queryKey: keys.agents,
  queryFn: ({ signal }) => api.agents(signal),
  staleTime: 5 * 60_000,
});

export const labelsQuery = queryOptions({ queryKey: keys.labels, queryFn: ({ signal }) => api.labels(signal) });

export const topicsQuery = queryOptions({
  queryKey: keys.topics,
  queryFn: ({ signal }) => api.topics(signal),
  staleTime: 5 * 60_000,
});

export const countsQuery = queryOptions({ queryKey: keys.counts, queryFn: ({ signal }) => api.counts(signal) });

export const accountsQuery = queryOptions({ queryKey: keys.accounts, queryFn: ({ signal }) => api.accounts(signal) });

export const pausedQuery = queryOptions({ queryKey: keys.paused, queryFn: ({ signal }) => api.isPaused(signal) });

export const listQuery = (filter: ConversationFilter) =>
  infiniteQueryOptions({
    queryKey: keys.list(filter),
    queryFn: ({ pageParam, signal }) => api.conversations(filter, pageParam, LIST_PAGE, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    // A list never replaces itself under the reader's eyes: live events patch it, the reader asks for what is new.
    staleTime: 60_000,
    gcTime: 5 * 60_000,
    refetchOnMount: "always" as const,
  });

export const conversationQuery = (id: string) =>
  queryOptions({ queryKey: keys.conversation(id), queryFn: ({ signal }) => api.conversation(id, signal) });

export interface MessagePage {
  /** Oldest last, as the API gives them. */
  items: MessageItem[];
  nextCursor: string | null;
  /** The conversation's `seq` before this page was read: everything up to it is in the page or older. */
  seq: number;
}

export const messagesQuery = (client: QueryClient, id: string) =>
  infiniteQueryOptions({
    queryKey: keys.messages(id),
    queryFn: async ({ pageParam, signal }): Promise<MessagePage> => {
      // The order matters: a `seq` read after the messages could vouch for one that is not on the screen.
      const detail = await client.fetchQuery({ ...conversationQuery(id), staleTime: 0 });
      const page = await api.messages(id, pageParam, MESSAGE_PAGE, signal);
      return { ...page, seq: detail.seq };
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export type DraftList = Awaited<ReturnType<typeof api.draftList>>;

/** Other machines are asked when the window is looked at again: nobody is told of drafts. */
export const draftListQuery = queryOptions({
  queryKey: keys.drafts,
  queryFn: ({ signal }) => api.draftList(signal),
  refetchOnWindowFocus: "always",
});

export const sendingQuery = queryOptions({
  queryKey: keys.sending,
  queryFn: ({ signal }) => api.sending(signal),
  staleTime: 5 * 60_000,
});

/** What an account's reading costs, and which limits hold it. */
export const budgetQuery = (id: string) =>
  queryOptions({
    queryKey: ["account-budget", id],
    queryFn: ({ signal }) => api.budget(id, signal),
    staleTime: 60_000,
  });

export const contactQuery = (id: string) =>
  queryOptions({ queryKey: keys.contact(id), queryFn: ({ signal }) => api.contact(id, signal), staleTime: 30_000 });
