/** What a saved view keeps: the filters of a list with the ids they mean, and what of them is still there. */
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { PLACE_KINDS, PLATFORMS, type PlaceKind, type PlatformName } from "../../domain/platform.ts";
import { ProblemError } from "../../domain/problem.ts";
import { CONVERSATION_STATUSES, type ConversationStatus } from "../../domain/status.ts";
import type { Store } from "../../store/db.ts";
import { account, agent, label } from "../../store/schema.ts";
import { LIST_SORTS, type ListSort } from "../views/conversation-list.ts";

/** As a person gives it and is shown it: the label by its name of today. */
export interface ViewFilter {
  statuses?: ConversationStatus[] | undefined;
  accountId?: number | undefined;
  platform?: PlatformName | undefined;
  kind?: PlaceKind | undefined;
  /** `me`: whoever looks. */
  assignee?: number | "me" | "none" | undefined;
  label?: string | undefined;
  attention?: true | undefined;
  /** Of whoever looks. */
  mentioned?: true | undefined;
  q?: string | undefined;
  sort?: ListSort | undefined;
}

const Named = z.object({ id: z.number(), name: z.string() });

/** Names stand beside the ids, to say what is missing once it is gone. */
const Stored = z.object({
  statuses: z.array(z.enum(CONVERSATION_STATUSES)).optional(),
  account: Named.optional(),
  platform: z.enum(PLATFORMS).optional(),
  kind: z.enum(PLACE_KINDS).optional(),
  assignee: z.union([Named, z.enum(["me", "none"])]).optional(),
  label: Named.optional(),
  attention: z.literal(true).optional(),
  mentioned: z.literal(true).optional(),
  q: z.string().optional(),
  sort: z.enum(LIST_SORTS).optional(),
});
export type StoredFilter = z.infer<typeof Stored>;

/** A filter that names what is no longer there. */
export interface Gone {
  field: "label" | "assigneeId" | "accountId";
  name: string;
}

/** Throws ProblemError `invalid`, naming the field, for what does not exist. */
export function storeFilter(store: Store, filter: ViewFilter): StoredFilter {
  const { accountId, assignee, label: name, ...rest } = filter;
  if (rest.q !== undefined && rest.sort !== undefined && rest.sort !== "newest")
    throw new ProblemError("invalid", "A search gives the newest first: leave `sort` out, or `q`.", {
      field: "filter.sort",
    });
  return Stored.parse({
    ...rest,
    account: accountId === undefined ? undefined : there(accountOf(store, accountId), "accountId", "/api/accounts"),
    assignee: typeof assignee === "number" ? there(agentOf(store, assignee), "assigneeId", "/api/agents") : assignee,
    label: name === undefined ? undefined : there(labelNamed(store, name), "label", "/api/labels"),
  });
}

/** The filter in today's names, and what it names that has gone. */
export function readFilter(store: Store, stored: unknown): { filter: ViewFilter; gone: Gone[] } {
  const { account: ofAccount, assignee, label: ofLabel, ...rest } = Stored.parse(stored);
  const gone: Gone[] = [];
  const labelNow =
    ofLabel &&
    store.db
      .select()
      .from(label)
      .where(and(eq(label.id, ofLabel.id), isNull(label.endedAt)))
      .get();
  if (ofLabel && !labelNow) gone.push({ field: "label", name: ofLabel.name });
  if (ofAccount && accountOf(store, ofAccount.id) === null) gone.push({ field: "accountId", name: ofAccount.name });
  if (typeof assignee === "object" && agentOf(store, assignee.id) === null)
    gone.push({ field: "assigneeId", name: assignee.name });
  return {
    filter: {
      ...rest,
      accountId: ofAccount?.id,
      assignee: typeof assignee === "object" ? assignee.id : assignee,
      label: labelNow?.name ?? ofLabel?.name,
    },
    gone,
  };
}

function there(found: z.infer<typeof Named> | null, field: string, where: string) {
  if (found) return found;
  throw new ProblemError("invalid", `${field}: there is no such one. GET ${where} lists them.`, {
    field: `filter.${field}`,
  });
}

/** Null also for one that was removed. */
function accountOf(store: Store, id: number) {
  const row = store.db.select().from(account).where(eq(account.id, id)).get();
  return row && row.state !== "removed" ? { id, name: row.name } : null;
}

/** Null also for somebody who left. */
function agentOf(store: Store, id: number) {
  const row = store.db.select().from(agent).where(eq(agent.id, id)).get();
  return row && row.deactivatedAt === null ? { id, name: row.name } : null;
}

function labelNamed(store: Store, name: string) {
  const living = and(eq(label.name, name), isNull(label.endedAt));
  return store.db.select({ id: label.id, name: label.name }).from(label).where(living).get() ?? null;
}
