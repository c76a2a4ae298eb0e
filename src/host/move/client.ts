/** Speaks with the object that a brand moves to: one call at a time, repeated while nobody answers. */
import { setTimeout as pauseFor } from "node:timers/promises";
import { z } from "zod";
import { Progress } from "./progress.ts";

const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 500;
const TIMEOUT_MS = 120_000;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

const Problem = z.object({ code: z.string(), detail: z.string() });

/** The target refuses, or cannot be reached; `message` says what to do. */
export class TargetError extends Error {
  override readonly name = "TargetError";
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Target {
  send(method: "POST" | "PUT" | "DELETE", path: string, body?: Uint8Array | string): Promise<Progress>;
  /** Sets what moved there to work. */
  resume(): Promise<Resumed>;
}

const Resumed = z.object({
  resumed: z.boolean(),
  webhooks: z.array(z.object({ accountId: z.string(), webhook: z.looseObject({ state: z.string() }) })),
});
export type Resumed = z.infer<typeof Resumed>;

/** `url` is where the brand's workspace will be. Throws TargetError for an address over which credentials would travel in clear. */
export function openTarget(url: string, secret: string): Target {
  const base = URL.canParse(url) ? new URL(url) : null;
  if (!base || (base.protocol !== "https:" && !(base.protocol === "http:" && LOOPBACK.test(base.hostname))))
    throw new TargetError(
      "invalid",
      `Name the brand's address with --to, such as https://support.bobo.example: credentials travel to it, so it must be https.`,
    );
  const ask = async (method: string, path: string, body?: Uint8Array | string): Promise<unknown> => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once(new URL(path, base), method, secret, body);
      if (answer.ok) return answer.value;
      if (!answer.passing || attempt === ATTEMPTS) throw answer.error;
      await pauseFor(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  };
  return {
    send: async (method, path, body) => Progress.parse(await ask(method, `/setup/import${path}`, body)),
    resume: async () => Resumed.parse(await ask("POST", "/setup/resume")),
  };
}

type Answer = { ok: true; value: unknown } | { ok: false; passing: boolean; error: TargetError };

async function once(url: URL, method: string, secret: string, body?: Uint8Array | string): Promise<Answer> {
  let response: Response;
  try {
    const headers = { authorization: `Bearer ${secret}` };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    response = await fetch(url, {
      method,
      headers,
      signal,
      redirect: "manual",
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
    });
  } catch {
    const error = new TargetError(
      "unreachable",
      `${url.origin} does not answer. Check the address and the connection, then run the same command again: it goes on where it stood.`,
    );
    return { ok: false, passing: true, error };
  }
  const value: unknown = await response.json().catch(() => null);
  if (response.ok) return { ok: true, value };
  const problem = Problem.safeParse(value);
  if (problem.success) {
    const { code, detail } = problem.data;
    // What the deployment itself lacks does not pass by waiting.
    return { ok: false, passing: response.status >= 500 && code !== "not-ready", error: new TargetError(code, detail) };
  }
  const error = new TargetError(
    "no-parley",
    `${url.origin} answers ${response.status}, and not as Parley does. Check the address, and that this version is deployed there.`,
  );
  return { ok: false, passing: response.status >= 500, error };
}
