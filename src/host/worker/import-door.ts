/** The door by which a brand moves in: what `parley import` calls, for who has the deployment's secret. */
import { bodyLimit } from "hono/body-limit";
import { type Context, Hono } from "hono";
import { MOST_UPLOAD_BYTES } from "../../api/limits.ts";
import { HandOver } from "../move/sealed.ts";
import { MOST_VALUE_BYTES } from "../move/manifest.ts";
import type { ArrivalAnswer, ArrivalCall } from "./arrival-calls.ts";
import { brandOfHost, parseBrands } from "./brands.ts";
import { ownerOnly } from "./owner.ts";
import type { FrontEnv } from "./env.ts";
import { problem } from "./problem.ts";

const most = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => problem(413, "too-large", "Too large", `This takes ${maxSize} bytes at most. Nothing was changed.`),
  });

/** Begin with the manifest; then the answer says what comes next. Repeating a call changes nothing. */
export const importDoor = new Hono<FrontEnv>();
importDoor.use(ownerOnly);
importDoor.post("/", most(MOST_VALUE_BYTES), async (c) => forward(c, { kind: "begin", manifest: await c.req.text() }));
importDoor.put("/parts/:name", most(MOST_VALUE_BYTES), async (c) =>
  forward(c, { kind: "part", name: c.req.param("name"), bytes: await bytesOf(c) }),
);
importDoor.put("/credentials", most(MOST_VALUE_BYTES), async (c) => {
  const handed = HandOver.safeParse(await c.req.json().catch(() => null));
  // What was wrong is not repeated: it may be a secret.
  if (!handed.success) return problem(422, "invalid", "Invalid input", "These are no credentials of an export.");
  return forward(c, { kind: "credentials", handed: handed.data });
});
importDoor.put("/files/:hash{[0-9a-f]{64}}", most(MOST_UPLOAD_BYTES), async (c) =>
  forward(c, { kind: "file", hash: c.req.param("hash"), bytes: await bytesOf(c) }),
);
importDoor.post("/steps", (c) => forward(c, { kind: "step" }));
importDoor.delete("/", async (c) => answer(c, await brandOf(c).discardArrival()));

async function bytesOf(c: Context<FrontEnv>): Promise<Uint8Array> {
  return new Uint8Array(await c.req.arrayBuffer());
}

async function forward(c: Context<FrontEnv>, call: ArrivalCall): Promise<Response> {
  return answer(c, await brandOf(c).arrive(call));
}

function answer(c: Context<FrontEnv>, given: ArrivalAnswer): Response {
  if (!given.ok) return problem(given.status, given.code, "Not imported", given.detail);
  return c.json(given.progress, 200, { "cache-control": "no-store" });
}

function brandOf(c: Context<FrontEnv>) {
  const name = brandOfHost(parseBrands(c.env.BRANDS), new URL(c.req.url).hostname);
  // The front's first middleware let nobody else through.
  if (name === null) throw new Error("A host without a brand came through.");
  return c.env.BRAND.getByName(name);
}
