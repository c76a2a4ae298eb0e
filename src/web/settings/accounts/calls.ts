/** The calls of the accounts' screens. */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import type { InferRequestType } from "hono/client";
import { read, root } from "../../client/client.ts";
import { keys } from "../../client/queries.ts";

const { accounts, jobs } = root.api;

export type NewAccount = InferRequestType<typeof accounts.$post>["json"];
export type AccountPatch = InferRequestType<(typeof accounts)[":id"]["$patch"]>["json"];
export type WebhookState = Awaited<ReturnType<typeof calls.check>>["webhook"];
export type Job = Awaited<ReturnType<typeof calls.jobs>>["items"][number];

const one = (id: string) => ({ param: { id } });

export const calls = {
  add: (json: NewAccount) => read(accounts.$post({ json })),
  patch: (id: string, json: AccountPatch) => read(accounts[":id"].$patch({ ...one(id), json })),
  check: (id: string) => read(accounts[":id"].check.$post(one(id))),
  resume: (id: string) => read(accounts[":id"].resume.$post(one(id))),
  remove: (id: string) => read(accounts[":id"].$delete(one(id))),
  importHistory: (id: string, since: string, confirm: boolean) =>
    read(accounts[":id"].import.$post({ ...one(id), json: { since, confirm } })),
  jobs: () => read(jobs.$get({})),
  cancelJob: (id: string) => read(jobs[":id"].$delete(one(id))),
  retryJob: (id: string) => read(jobs[":id"].retry.$post(one(id))),
};

export const jobsQuery = queryOptions({ queryKey: ["jobs"], queryFn: calls.jobs });

/** What the platform's side of a webhook said when it was last asked from here; not kept anywhere. */
export const webhookKey = (id: string) => ["account-webhook", id];

/** Has accounts read again, and keeps what was said about the webhook. */
export function useAccountChanged(): (id: string, webhook?: WebhookState) => Promise<void> {
  const client = useQueryClient();
  return async (id, webhook) => {
    if (webhook) client.setQueryData(webhookKey(id), webhook);
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.accounts }),
      client.invalidateQueries({ queryKey: ["account-budget", id] }),
    ]);
  };
}
