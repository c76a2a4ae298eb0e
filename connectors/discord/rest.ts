/** Discord's REST through @discordjs/rest, made to try once and to hide nothing. */
import { type RawFile, RequestMethod, REST } from "@discordjs/rest";
import type { ConnectorContext } from "../connector.ts";
import { ConnectorError } from "../errors.ts";
import { garbled, noAnswer, refusal } from "./errors.ts";
import { scopeOfRoute } from "./limits.ts";
import { tokenOf } from "./settings.ts";

const METHODS = {
  POST: RequestMethod.Post,
  PUT: RequestMethod.Put,
  PATCH: RequestMethod.Patch,
  DELETE: RequestMethod.Delete,
};
type Method = keyof typeof METHODS;
type Path = `/${string}`;

export interface DiscordRest {
  /** Rejects with ConnectorError, or the signal's reason. */
  read(path: Path, signal: AbortSignal, query?: Record<string, string>): Promise<unknown>;
  write(
    method: Method,
    path: Path,
    given: { body?: unknown; files?: RawFile[]; signal: AbortSignal },
  ): Promise<unknown>;
  /** For the gateway's client, which asks where to connect. */
  readonly client: REST;
  close(): void;
}

const TIMEOUT_MS = 15_000;

export function createRest(context: ConnectorContext): DiscordRest {
  const client = new REST({
    api: apiRoot(context.settings.apiUrl ?? "https://discord.com"),
    version: "10",
    // A repeated write is delivery's decision, never a library's.
    retries: 0,
    timeout: TIMEOUT_MS,
    makeRequest: (url, init) => once(context, url, init),
  });

  const call = async (write: boolean, signal: AbortSignal, request: () => Promise<unknown>): Promise<unknown> => {
    signal.throwIfAborted();
    // Read each time: the token may have been replaced.
    client.setToken(tokenOf(context.credentials.read()));
    try {
      return await request();
    } catch (error) {
      // The request may have left: only an abort before it is certain.
      if (signal.aborted && write) throw new ConnectorError("unknown-outcome", { code: "aborted", cause: error });
      signal.throwIfAborted();
      if (error instanceof ConnectorError) throw error;
      throw garbled({ write }, error);
    }
  };
  return {
    client,
    read: (path, signal, query = {}) =>
      call(false, signal, () => client.get(path, { signal, query: new URLSearchParams(query) })),
    write: (method, path, { body, files, signal }) => {
      const request = { signal, fullRoute: path, method: METHODS[method] };
      return call(true, signal, () =>
        client.request({ ...request, ...(body === undefined ? {} : { body }), ...(files ? { files } : {}) }),
      );
    },
    close() {
      client.clearHandlerSweeper();
      client.clearHashSweeper();
    },
  };
}

/** A server's bare address means its `/api`; an address with a path (a proxy) is taken as it is. */
function apiRoot(apiUrl: string): string {
  const bare = apiUrl.replace(/\/+$/, "");
  return new URL(bare).pathname === "/" ? `${bare}/api` : bare;
}

type MakeRequest = REST["options"]["makeRequest"];

/** One request. Failures are thrown here, before the library could wait or repeat. */
async function once(context: ConnectorContext, ...[url, init]: Parameters<MakeRequest>): ReturnType<MakeRequest> {
  const method = init.method ?? "GET";
  const scope = scopeOfRoute(method, new URL(url).pathname);
  const call = { write: method !== "GET", scope, now: context.clock.now() };
  let response: Response;
  try {
    response = await fetch(
      url,
      // Two copies of the same types; the values are fetch's own.
      init as unknown as RequestInit,
    );
  } catch (cause) {
    throw noAnswer(cause, call);
  }
  reportLimit(context, scope, response.headers);
  if (!response.ok) throw await refusal(response, { ...call, now: context.clock.now() });
  // The library waits where headers say that nothing is left. For writes that would hide what delivery has to know.
  const answer = call.write ? withoutLimits(response) : response;
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- necessary with the types of Workers
  return answer as unknown as Awaited<ReturnType<MakeRequest>>;
}

function reportLimit(context: ConnectorContext, scope: string, headers: Headers): void {
  const remaining = headers.get("x-ratelimit-remaining");
  const afterS = headers.get("x-ratelimit-reset-after");
  if (remaining === null || afterS === null) return;
  const resetAt = context.clock.now() + Math.ceil(Number(afterS) * 1_000);
  context.onLimit({ scope, remaining: Number(remaining), resetAt });
}

function withoutLimits(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const name of response.headers.keys()) if (name.startsWith("x-ratelimit-")) headers.delete(name);
  const { status, statusText } = response;
  return new Response(status === 204 ? null : response.body, { status, statusText, headers });
}
