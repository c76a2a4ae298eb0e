/** Takes the calls of a bridge: each is checked, happens once, and counts only from the bridge that began last. */
import { lt } from "drizzle-orm";
import { z } from "zod";
import { ProblemError } from "../../domain/problem.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { Store } from "../../store/db.ts";
import { bridgeCall } from "../../store/schema.ts";
import { type Call, checkCall } from "../../trust/signed-call.ts";
import { noteBridge } from "./presence.ts";
import { AccountsCall, BatchCall, FailureCall } from "./protocol.ts";
import { bridgeKeys } from "./secret.ts";
import { type BridgeServices, giveAccounts, takeBatch, takeFailure, type Taken } from "./verbs.ts";

export interface BridgeDesk {
  /** The answer, as JSON. Throws ProblemError for a call that is refused; then nothing has changed. */
  takeCall(call: Call & { headers: Headers }): object;
}

export function createBridgeDesk(services: BridgeServices): BridgeDesk {
  const { store } = services;
  const verbs: Record<string, (taken: Taken, body: unknown) => object> = {
    "/bridge/accounts": (taken, body) => giveAccounts(services, taken, parse(AccountsCall, body)),
    "/bridge/batches": (_, body) => takeBatch(services, parse(BatchCall, body)),
    "/bridge/failures": ({ now }, body) => takeFailure(services, now, parse(FailureCall, body)),
  };
  return {
    takeCall(call) {
      const shared = bridgeKeys(store, services.keys);
      const { nonce, expiresAt } = checkCall(shared, call, call.headers, store.clock.now());
      const verb = Object.hasOwn(verbs, call.path) ? verbs[call.path] : undefined;
      if (!verb) throw new ProblemError("not-found", "There is no such call. Is the bridge as new as the deployment?");
      return store.transaction((now) => {
        takeOnce(store, now, nonce, expiresAt);
        const answer = verb({ now, nonce, shared }, parseJson(call.body));
        noteBridge(store, now);
        return answer;
      });
    },
  };
}

function takeOnce(store: Store, now: EpochMs, nonce: string, expiresAt: EpochMs): void {
  store.db.delete(bridgeCall).where(lt(bridgeCall.expiresAt, now)).run();
  const [first] = store.db.insert(bridgeCall).values({ nonce, expiresAt }).onConflictDoNothing().returning().all();
  if (!first) throw new ProblemError("replayed", "This call was taken before. Sign it anew to repeat it.");
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    throw new ProblemError("invalid", "The body is no JSON.");
  }
}

function parse<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ProblemError("invalid", z.prettifyError(parsed.error), {
    field: parsed.error.issues[0]?.path.join(".") ?? "",
  });
}
