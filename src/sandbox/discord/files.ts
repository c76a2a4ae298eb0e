/** Serves attachments as Discord's CDN does: signed addresses, no token. */
import { Hono } from "hono";
import type { World } from "./world.ts";

export function fileRoutes(world: World): Hono {
  const app = new Hono();
  app.get("/:channel/:id/:name", (c) => {
    // An address without its signature is refused, so nobody can keep one that is put together by hand.
    if (c.req.query("ex") !== "signed") return c.text("This content is no longer available.", 404);
    const files = (world.messages.get(c.req.param("channel")) ?? []).flatMap((message) => message.attachments);
    const file = files.find((candidate) => candidate.id === c.req.param("id"));
    if (!file) return c.text("This content is no longer available.", 404);
    return c.body(file.bytes, 200, { "content-type": file.mime });
  });
  return app;
}
