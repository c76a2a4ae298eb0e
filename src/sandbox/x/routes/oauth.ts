/** `oauth2/token`: user tokens for a refresh token, which can be spent once; and the app's own bearer token. */
import type { Context } from "hono";
import { z } from "zod";
import { note } from "../../kit/requests.ts";
import type { X } from "../endpoint.ts";
import { ACCESS_LIFE_MS } from "../tokens.ts";

export function oauth(x: X): void {
  const { app, tokens } = x.credentials;
  x.app.post("/2/oauth2/token", async (c) => {
    const fields = await bodyFields(c);
    const [id, secret] = basic(c) ?? [fields["client_id"], fields["client_secret"]];
    // A public client has no secret; one that sends a secret must send the right one.
    if (id !== app.clientId || (secret !== undefined && secret !== app.clientSecret))
      return c.json({ error: "unauthorized_client", error_description: "Missing valid authorization header" }, 401);
    if (fields["grant_type"] !== "refresh_token")
      return c.json({ error: "unsupported_grant_type", error_description: "Only refresh_token is taken here." }, 400);
    const next = tokens.spend(fields["refresh_token"] ?? "");
    if (!next)
      return c.json({ error: "invalid_grant", error_description: "Value passed for the token was invalid." }, 400);
    note(c, { account: tokens.check(next.access)?.userId ?? null });
    return c.json({
      token_type: "bearer",
      expires_in: ACCESS_LIFE_MS / 1000,
      access_token: next.access,
      refresh_token: next.refresh,
      scope: next.scopes.join(" "),
    });
  });
  x.app.post("/oauth2/token", async (c) => {
    const fields = await bodyFields(c);
    const [key, secret] = basic(c) ?? [];
    if (key !== app.consumerKey || secret !== app.consumerSecret || fields["grant_type"] !== "client_credentials")
      return c.json({ errors: [{ code: 99, message: "Unable to verify your credentials" }] }, 403);
    return c.json({ token_type: "bearer", access_token: app.bearer });
  });
}

/** JSON, as twitter-api-v2 sends it, or the form that the standard asks for. */
async function bodyFields(c: Context): Promise<Record<string, string>> {
  const json = (c.req.header("content-type") ?? "").includes("json");
  const body: unknown = json ? await c.req.json().catch(() => null) : await c.req.parseBody();
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(body);
  return Object.fromEntries(Object.entries(fields).flatMap(([k, v]) => (typeof v === "string" ? [[k, v]] : [])));
}

function basic(c: Context): [string, string] | null {
  const [scheme, value = ""] = (c.req.header("authorization") ?? "").split(" ");
  if (scheme !== "Basic") return null;
  const [id = "", secret = ""] = Buffer.from(value, "base64").toString().split(":");
  return [decodeURIComponent(id), decodeURIComponent(secret)];
}
