/** Writes each API request into the ledger and applies the request faults that a test asked for. */
import type { IncomingMessage } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import type { Fault, FaultKind, Faults } from "./faults.ts";
import type { Ledger, LedgerEntry } from "./ledger.ts";

/** Faults of a request and its answer; `duplicate` and `disorder` belong to whatever delivers news, which takes them itself. */
const REQUEST_FAULTS: readonly FaultKind[] = ["refuse", "error-after", "garbage", "cut-after", "cut-before", "slow"];

/** What a route tells of a request while it handles it. */
export interface RequestNotes {
  account?: string | null;
  effect?: LedgerEntry["effect"];
  /** A delivery fault (`duplicate`, `disorder`) that the route applied. */
  fault?: FaultKind;
}

export interface RequestRules {
  ledger: Ledger;
  faults: Faults;
  /** Epoch milliseconds. */
  now(): number;
  /** The platform's own answer to `refuse` (429 unless the fault says otherwise) and `error-after` (502); `fault.body`, where given, is its body. */
  refusal(fault: Fault, status: number, c: Context): Response;
  /** Takes credentials out of a path with query; the path is kept as it is if absent. */
  redact?(path: string): string;
  /** Takes credentials out of a parsed body; kept as it is if absent. */
  redactBody?(body: unknown): unknown;
}

const notes = new WeakMap<Request, RequestNotes>();

/** Adds to what the ledger will say of the request in hand; later calls win. */
export function note(c: Context, more: RequestNotes): void {
  notes.set(c.req.raw, { ...notes.get(c.req.raw), ...more });
}

/** Middleware for the API routes. Needs `@hono/node-server`: a cut destroys the client's socket. */
export function recorded(rules: RequestRules): MiddlewareHandler {
  return async (c, next) => {
    const at = rules.now();
    const url = new URL(c.req.url);
    const path = url.pathname + url.search;
    const body = await loggedBody(c);
    const fault = rules.faults.take(c.req.method, path, REQUEST_FAULTS);

    if (fault?.kind === "refuse") c.res = rules.refusal(fault, fault.status ?? 429, c);
    else if (fault?.kind === "garbage") c.res = c.body(garbage(fault.body), 200);
    else if (fault?.kind !== "cut-before") await next();

    if (fault?.kind === "error-after") {
      // A fresh answer keeps no header of the honest one.
      c.res = undefined;
      c.res = rules.refusal(fault, fault.status ?? 502, c);
    }
    const cut = fault?.kind === "cut-before" || fault?.kind === "cut-after";
    const said = notes.get(c.req.raw);
    rules.ledger.add({
      at,
      method: c.req.method,
      path: rules.redact ? rules.redact(path) : path,
      body: rules.redactBody ? rules.redactBody(body) : body,
      status: cut ? 0 : c.res.status,
      account: said?.account ?? null,
      fault: fault?.kind ?? said?.fault ?? null,
      effect: said?.effect ?? null,
    });
    if (fault?.kind === "slow") await new Promise((done) => setTimeout(done, fault.delayMs ?? 1_000).unref());
    if (cut) {
      (c.env as { incoming: IncomingMessage }).incoming.socket.destroy();
      c.res = undefined;
      c.res = RESPONSE_ALREADY_SENT;
    }
  };
}

function garbage(body: unknown): string {
  if (body === undefined) return "<html>not what you expected";
  return typeof body === "string" ? body : JSON.stringify(body);
}

/** JSON or form fields as they came; files as {name, mime, size}; null for anything else. The body stays readable for the route. */
async function loggedBody(c: Context): Promise<unknown> {
  const type = c.req.header("content-type") ?? "";
  if (c.req.method === "GET" || c.req.method === "HEAD") return null;
  if (type.includes("json")) {
    const text = await c.req.text();
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  if (!type.includes("form")) return null;
  const fields: Record<string, unknown> = {};
  for (const [name, value] of (await c.req.formData()).entries()) {
    fields[name] = typeof value === "string" ? value : { name: value.name, mime: value.type, size: value.size };
  }
  return fields;
}
