/** Posts and comments through the front door, over a platform that answers. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Api, createApi } from "../../src/api/app.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { silentLog } from "../../src/domain/log.ts";
import type { Role } from "../../src/domain/status.ts";
import { postsHold } from "../../src/host/checks.ts";
import { pauseInbox } from "../../src/inbox/pause.ts";
import { resumeInbox } from "../../src/inbox/resume-inbox.ts";
import { account } from "../../src/store/schema.ts";
import { createToken } from "../../src/trust/tokens.ts";
import { insertPage } from "../support/published.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
let api: Api;
const tokens: Partial<Record<Role, string>> = {};
beforeAll(async () => {
  world = await createWorld(["x"]);
  const { store, lookup: platforms } = world.inbox;
  const { services: accounts, content } = world;
  api = createApi({ store, platforms, accounts, content, log: silentLog, receive: async () => null, version: "0.0.0" });
  for (const role of ["agent", "lead"] as const)
    tokens[role] = createToken({ store, actor: SYSTEM }, { name: role, role }).token;
});
afterAll(() => world.close());

async function ask(status: number, method: string, path: string, body?: unknown, role: Role = "lead") {
  const headers = { authorization: `Bearer ${tokens[role]}`, ...(body ? { "content-type": "application/json" } : {}) };
  const answer = await api.request(path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  const text = await answer.text();
  expect([answer.status, text]).toEqual([status, expect.anything()]);
  return JSON.parse(text);
}

it("posts a page after a preview, brings its comments to a lead, and takes it away with the page", async () => {
  const page = `/api/publications/pub_${insertPage(world.ctx.store, { answer: "Wait an hour." })}`;
  const accountId = `acc_${world.accounts.x}`;
  const { items: places } = await ask(200, "GET", `/api/accounts/${accountId}/post-places`);
  expect(places).toMatchObject([{ kind: "timeline", title: "@bobowallet", problem: null }]);
  const request = { accountId, place: places[0].id };
  const preview = await ask(200, "POST", `${page}/posts/preview`, request);
  expect(preview.parts.join("\n")).toContain("http://localhost/faq/locked-account");
  expect(world.deliveries()).toEqual([]);
  await ask(403, "POST", `${page}/posts`, request, "agent");
  expect(await ask(422, "POST", `${page}/posts`, { ...request, tags: ["FAQ"] })).toMatchObject({
    code: "post-refused",
    field: "tags",
    platformCode: "unknown-tag",
  });

  const made = await ask(201, "POST", `${page}/posts`, request);
  expect(made).toMatchObject({ state: "posting", platform: "x", parts: [{ position: 1, state: "waiting" }] });
  expect(await ask(409, "POST", `${page}/posts`, request)).toMatchObject({ postId: made.id });
  await world.settle();
  const [there] = (await ask(200, "GET", `${page}/posts`, undefined, "agent")).items;
  expect(there).toMatchObject({ state: "posted", outdated: false, canUpdate: false, parts: [{ state: "sent" }] });
  expect(await ask(200, "GET", "/api/posts")).toEqual({ items: [] });
  await ask(409, "POST", `/api/posts/${made.id}/parts`, { position: 1, fate: "there" });
  await ask(409, "POST", `/api/posts/${made.id}/resume`);
  await ask(422, "POST", `/api/posts/${made.id}/update`);

  const from = world.sandboxes.x.side.people().find(({ name }) => name === "小满")?.id ?? "";
  world.say("x", { from, text: "It helped", replyTo: there.thread.id });
  await world.settle();
  const waiting = await ask(200, "GET", "/api/comments?state=pending", undefined, "agent");
  expect(waiting).toMatchObject({ pending: 1, items: [{ state: "pending", poses: false, postId: made.id }] });
  const comment = `/api/comments/${waiting.items[0].id}`;
  await ask(403, "PUT", comment, { state: "shown" }, "agent");
  // It was edited while somebody looked at it.
  const unread = { state: "shown", text: "It helped, see my channel" };
  expect(await ask(409, "PUT", comment, unread)).toMatchObject({ reason: "changed" });
  expect(await ask(200, "PUT", comment, { state: "shown", text: "It helped" })).toMatchObject({ state: "shown" });
  expect(await ask(200, "GET", "/api/comments?state=pending")).toMatchObject({ pending: 0, items: [] });

  await ask(200, "POST", `${page}/withdraw`);
  await world.settle();
  expect(await ask(200, "GET", `/api/posts/${made.id}`)).toMatchObject({
    state: "removed",
    parts: [{ state: "removed" }],
  });
  expect(postsHold({ store: world.ctx.store, keys: world.services.keys })).toMatchObject({ state: "ok" });
});

it("asks no platform while the inbox is paused, and resumes nothing of an account that was removed", async () => {
  const { store } = world.ctx;
  const page = `/api/publications/pub_${insertPage(store, { slug: "second", answer: "Wait a day." })}`;
  const request = { accountId: `acc_${world.accounts.x}`, place: "@bobowallet" };
  pauseInbox(world.ctx, "restored");
  const seen = world.sandboxes.x.ledger.entries.length;
  expect(await ask(409, "POST", `${page}/posts`, request)).toMatchObject({ code: "conflict" });
  expect(world.sandboxes.x.ledger.entries.length).toBe(seen);
  resumeInbox(world.ctx);

  world.sandboxes.x.faults.add({ kind: "refuse", method: "POST", path: "/tweets", status: 403 });
  const made = await ask(201, "POST", `${page}/posts`, request);
  await world.settle();
  expect(await ask(200, "GET", "/api/posts")).toMatchObject({
    items: [{ id: made.id, state: "failed", canResume: true }],
  });
  store.db.update(account).set({ state: "removed" }).run();
  await ask(404, "POST", `/api/posts/${made.id}/resume`);
});
