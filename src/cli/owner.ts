/** Speaks with a brand on Workers as the owner of the deployment, who has PARLEY_SETUP. */
import { z } from "zod";
import { withDeadline } from "../domain/deadline.ts";
import { SECOND_MS } from "../domain/time.ts";
import type { HostSettings } from "../host/settings.ts";
import { originOf } from "./address.ts";
import { CliError } from "./failure.ts";
import { setupSecret } from "./import.ts";

const PATIENCE_MS = 60 * SECOND_MS;
const Problem = z.object({ code: z.string(), detail: z.string() });

export interface Owner {
  /** `https://support.example.com` */
  origin: string;
  /** Calls `/setup/…`. Throws CliError with what the brand answers. */
  ask<T extends z.ZodType>(method: "GET" | "POST", path: string, answer: T, body?: unknown): Promise<z.infer<T>>;
  /** Calls `/api/…` with an admin's token that lives no longer than the call. */
  askApi<T extends z.ZodType>(method: "GET" | "POST", path: string, answer: T, body?: unknown): Promise<z.infer<T>>;
}

/** Throws CliError where the address or the secret is missing. The secret comes from the environment alone: an argument would stay in the shell's history. */
export function ownerOf(to: string, settings: HostSettings): Owner {
  const origin = originOf(to);
  const setup = setupSecret(settings);
  const ask: Owner["ask"] = (method, path, answer, body) =>
    call(origin, setup, { method, path: `/setup${path}`, body }, answer);
  return {
    origin,
    ask,
    async askApi(method, path, answer, body) {
      const made = z.object({ id: z.string(), token: z.string() });
      // The name that links have unless they say another: no further person for the team to see.
      const { id, token } = await ask("POST", "/tokens", made, { name: "Team", role: "admin" });
      try {
        return await call(origin, token, { method, path: `/api${path}`, body }, answer);
      } finally {
        await ask("POST", `/tokens/${id}/revoke`, z.unknown());
      }
    },
  };
}

interface Request {
  method: string;
  path: string;
  body: unknown;
}

async function call<T extends z.ZodType>(
  origin: string,
  bearer: string,
  { method, path, body }: Request,
  schema: T,
): Promise<z.infer<T>> {
  const headers = { authorization: `Bearer ${bearer}`, "content-type": "application/json" };
  const text = body === undefined ? null : JSON.stringify(body);
  const { status, value } = await withDeadline(PATIENCE_MS, [], async (signal) => {
    const answer = await fetch(origin + path, { method, headers, body: text, signal, redirect: "manual" });
    return { status: answer.status, value: await answer.json().catch(() => null) };
  }).catch(() => {
    throw new CliError("unreachable", `${origin} does not answer. Check the address, and that it is deployed.`);
  });
  const parsed = schema.safeParse(value);
  if (status < 300 && parsed.success) return parsed.data;
  const problem = Problem.safeParse(value);
  if (problem.success) throw new CliError(problem.data.code, problem.data.detail);
  throw new CliError(
    "no-parley",
    `${origin} answers ${status}, and not as Parley does. Check the address, and that this version is deployed there.`,
  );
}
