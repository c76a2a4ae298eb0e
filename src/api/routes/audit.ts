/** Who did what, and when: the event log for auditors, and signed proof of where it stood. */
import { createRoute, z } from "@hono/zod-openapi";
import { formatId, parseId } from "../../domain/ids.ts";
import { csvLine } from "../../domain/csv.ts";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import { AUDIT_SUBJECTS, type AuditFilter, listAudit } from "../../inbox/views/audit.ts";
import { record } from "../../store/context.ts";
import { auditPublicKey, SignedHead, signHead } from "../../trust/audit-head.ts";
import { listAgents } from "../../trust/agents.ts";
import { listRules } from "../../inbox/rules/rules.ts";
import { needs } from "../access.ts";
import type { ApiDeps } from "../deps.ts";
import { pageOf, PageQuery } from "../page.ts";
import { presentEvent } from "../present/event.ts";
import { deskOf, json, newRouter, problems } from "../router.ts";
import { AuditItem } from "../schemas.ts";
import { streamOf } from "../stream-of.ts";

const AuditQuery = z.object({
  actor: z
    .string()
    .regex(/^(agt_[0-9]{1,15}|system)$/)
    .optional()
    .openapi({ description: "`agt_3` or `system`" }),
  type: z
    .string()
    .regex(/^[a-z]+\.[a-z-]+$/)
    .optional()
    .openapi({ example: "conversation.status" }),
  subject: z.string().max(30).optional().openapi({
    description:
      "What it is about: the id of an account, agent, contact, conversation, delivery, identity, job, message or token",
  }),
  since: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
});

const list = createRoute({
  method: "get",
  path: "/api/audit",
  summary: "Who did what, newest first",
  ...needs("audit.read"),
  request: { query: AuditQuery.extend(PageQuery.shape) },
  responses: { 200: json(pageOf(AuditItem), "A page; go on until `nextCursor` is null"), ...problems },
});

const csv = createRoute({
  method: "get",
  path: "/api/audit/csv",
  summary: "The same as a CSV file",
  description:
    "Safe for spreadsheets: what would be a formula begins with an apostrophe. That it was made stands in the log.",
  ...needs("audit.read"),
  request: { query: AuditQuery },
  responses: { 200: { description: "The file", content: { "text/csv": { schema: z.string() } } }, ...problems },
});

const head = createRoute({
  method: "get",
  path: "/api/audit/head",
  summary: "The newest event's number and hash, signed",
  description:
    "Keep it outside: `parley audit verify FILE` proves later that no event up to it was changed. The signature is Ed25519 over `parley audit head v1`, seq, hash and at, each on a line of its own.",
  ...needs("audit.read"),
  // Made anew here: a schema from before zod was taught to describe itself cannot be named.
  responses: { 200: json(z.strictObject(SignedHead.shape).openapi("SignedHead"), "The head"), ...problems },
});

const key = createRoute({
  method: "get",
  path: "/api/audit/key",
  summary: "The public key that verifies signed heads",
  ...needs("audit.read"),
  responses: {
    200: json(z.object({ algorithm: z.literal("Ed25519"), publicKey: z.string() }), "32 bytes, base64url"),
    ...problems,
  },
});

export function auditRoutes(deps: ApiDeps) {
  const { store } = deps;
  const { keys } = deps.accounts;
  return newRouter()
    .openapi(list, (c) => {
      const { cursor, limit, ...query } = c.req.valid("query");
      const { items, next } = listAudit(store, filterOf(query), { before: parseCursor(cursor), limit });
      const present = presenter(deps);
      return c.json({ items: items.map(present), nextCursor: next === null ? null : String(next) }, 200);
    })
    .openapi(csv, (c) => {
      const ctx = deskOf(deps, c);
      demand(ctx, "audit.read");
      const filter = filterOf(c.req.valid("query"));
      store.transaction((now) => record(ctx, now, { type: "audit.exported" }));
      return c.body(streamOf(csvOf(deps, filter)), 200, {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="audit.csv"',
        "cache-control": "no-store",
      });
    })
    .openapi(head, async (c) => {
      const signed = await signHead(store, keys);
      if (!signed) throw new ProblemError("not-found", "Nothing has happened yet.");
      return c.json(signed, 200);
    })
    .openapi(key, async (c) =>
      c.json({ algorithm: "Ed25519" as const, publicKey: await auditPublicKey(store, keys) }, 200),
    );
}

function presenter(deps: ApiDeps) {
  const names = new Map<string, string>([
    ...listAgents(deps.store).map((row) => [formatId("agent", row.id), row.name] as const),
    ...listRules(deps.store).map((row) => [formatId("rule", row.id), row.name] as const),
  ]);
  return (row: Parameters<typeof presentEvent>[0]): z.infer<typeof AuditItem> => ({
    ...presentEvent(row),
    actorName: names.get(row.actor) ?? null,
  });
}

function* csvOf(deps: ApiDeps, filter: AuditFilter): Generator<string> {
  const present = presenter(deps);
  yield csvLine(["seq", "at", "type", "actor", "name", "account", "conversation", "message", "data"]);
  for (let before: number | null = null; ;) {
    const page = listAudit(deps.store, filter, { before, limit: 500 });
    yield page.items
      .map(present)
      .map((row) =>
        csvLine([
          row.seq,
          row.at,
          row.type,
          row.actor,
          row.actorName,
          row.accountId,
          row.conversationId,
          row.messageId,
          JSON.stringify(row.data),
        ]),
      )
      .join("");
    if (page.next === null) return;
    before = page.next;
  }
}

function filterOf({ actor, type, subject, since, until }: z.output<typeof AuditQuery>): AuditFilter {
  return {
    actor,
    type,
    subject: subject === undefined ? undefined : subjectOf(subject),
    since: since === undefined ? undefined : Date.parse(since),
    until: until === undefined ? undefined : Date.parse(until),
  };
}

function subjectOf(text: string): AuditFilter["subject"] {
  for (const kind of AUDIT_SUBJECTS) {
    const id = parseId(kind, text);
    if (id !== null) return { kind, id };
  }
  throw new ProblemError("invalid", "subject: an id such as cnv_4, msg_7 or ctc_2.", { field: "subject" });
}

function parseCursor(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  if (/^[1-9][0-9]{0,14}$/.test(cursor)) return Number(cursor);
  throw new ProblemError("invalid", "This cursor is not one of ours: pass `nextCursor` as it was given.", {
    field: "cursor",
  });
}
