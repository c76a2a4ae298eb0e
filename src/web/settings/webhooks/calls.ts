/** The calls of the webhooks' screen. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../../api/schemas.ts";
import { read, root } from "../../client/client.ts";

const { webhooks } = root.api;
const one = (id: string) => ({ param: { id } });

export type Webhook = z.infer<typeof wire.Webhook>;

export const calls = {
  list: () => read(webhooks.$get({})),
  add: (json: { url: string; types: string[] }) => read(webhooks.$post({ json })),
  patch: (id: string, json: { url?: string; types?: string[]; state?: "active" | "disabled" }) =>
    read(webhooks[":id"].$patch({ ...one(id), json })),
  remove: (id: string) => read(webhooks[":id"].$delete(one(id))),
  test: (id: string) => read(webhooks[":id"].test.$post(one(id))),
  replaceSecret: (id: string, overlapHours: number) =>
    read(webhooks[":id"].secret.$post({ ...one(id), json: { overlapHours } })),
};

export const webhooksQuery = queryOptions({ queryKey: ["webhooks"], queryFn: calls.list });
