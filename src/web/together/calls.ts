/** The calls of working together; apart from the inbox's, so that they load with its parts. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../api/routes/notices.ts";
import type * as team from "../../api/routes/team.ts";
import { read, root } from "../client/client.ts";
import { problemOf } from "../client/problem.ts";

const remote = root.api;

async function done(answer: Promise<Response>): Promise<void> {
  const response = await answer;
  if (!response.ok) throw await problemOf(response);
}

export const calls = {
  everywhere: () => read(remote.presence.$get({})),
  notices: () => read(remote.notices.$get({ query: {} })),
  readNotices: (upTo: number) => done(remote.notices.read.$post({ json: { upTo } })),
  seen: (id: string) => done(remote.conversations[":id"].seen.$post({ param: { id } })),
  switches: () => read(remote.me.notices.$get({})),
  setSwitches: (json: z.infer<typeof wire.SwitchesInput>) => read(remote.me.notices.$put({ json })),
  team: () => read(remote.team.$get({})),
  setWork: (id: string, json: { away?: boolean; capacity?: number | null }) =>
    read(remote.team[":id"].$patch({ param: { id }, json })),
  assignment: () => read(remote.settings.assignment.$get({})),
  setAssignment: (json: z.infer<typeof team.AssignmentInput>) => read(remote.settings.assignment.$put({ json })),
  handOver: (id: string, key: string, json: { assigneeId: string; note: string }) =>
    read(remote.conversations[":id"]["hand-over"].$post({ param: { id }, header: { "idempotency-key": key }, json })),
};

export type Notice = Awaited<ReturnType<typeof calls.notices>>["items"][number];
export type Switches = Awaited<ReturnType<typeof calls.switches>>;
export type Worker = Awaited<ReturnType<typeof calls.team>>["items"][number];
export type Assignment = Awaited<ReturnType<typeof calls.assignment>>;

export const noticesQuery = queryOptions({ queryKey: ["notices"], queryFn: calls.notices, staleTime: Infinity });
export const switchesQuery = queryOptions({ queryKey: ["my-notices"], queryFn: calls.switches });
export const teamQuery = queryOptions({ queryKey: ["team"], queryFn: calls.team });
export const assignmentQuery = queryOptions({ queryKey: ["assignment"], queryFn: calls.assignment });
