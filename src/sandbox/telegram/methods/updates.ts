/** getUpdates and the webhook's registration. https://core.telegram.org/bots/api#getting-updates */
import { z } from "zod";
import { note } from "../../kit/requests.ts";
import { badRequest, conflict } from "../errors.ts";
import { bool, int, json, read } from "../params.ts";
import type { Method } from "./call.ts";

const Kinds = json(z.array(z.string()));

export const getUpdates: Method = async (call) => {
  const { lines, world, c } = call;
  const input = read(
    z.object({
      offset: int.default(0),
      limit: int.default(100),
      timeout: int.default(0),
      allowed_updates: Kinds.exactOptional(),
    }),
    call.params,
  );
  if (lines.webhook.hook) {
    throw conflict(
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  lines.updates.allow(input.allowed_updates);
  const batch = await lines.updates.take(input.offset, input.limit, input.timeout * 1_000, c.req.raw.signal);
  if (batch.length === 0) return batch;
  const fault = world.faults.take(c.req.method, c.req.path, ["duplicate", "disorder"]);
  if (!fault) return batch;
  note(c, { fault: fault.kind });
  return fault.kind === "duplicate" ? batch.flatMap((update) => [update, update]) : batch.reverse();
};

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

export const setWebhook: Method = ({ lines, params }) => {
  const input = read(
    z.object({
      url: z.string(),
      max_connections: int.default(40),
      allowed_updates: Kinds.exactOptional(),
      drop_pending_updates: bool.default(false),
      secret_token: z.string().exactOptional(),
    }),
    params,
  );
  if (input.drop_pending_updates) lines.updates.clear();
  if (input.url === "") return (lines.webhook.set(null), true);
  const url = URL.canParse(input.url) ? new URL(input.url) : null;
  // The platform insists on https; on the loopback interface there is none.
  if (url?.protocol !== "https:" && !LOOPBACK.has(url?.hostname ?? "")) {
    throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
  }
  const secret = input.secret_token ?? null;
  if (secret !== null && !/^[A-Za-z0-9_-]{1,256}$/.test(secret)) {
    throw badRequest("secret token contains unallowed characters");
  }
  lines.updates.stop();
  lines.updates.allow(input.allowed_updates);
  lines.webhook.set({ url: input.url, secret, maxConnections: input.max_connections });
  return true;
};

export const deleteWebhook: Method = ({ lines, params }) => {
  const input = read(z.object({ drop_pending_updates: bool.default(false) }), params);
  if (input.drop_pending_updates) lines.updates.clear();
  lines.webhook.set(null);
  return true;
};

export const getWebhookInfo: Method = ({ lines }) => lines.webhook.info();
