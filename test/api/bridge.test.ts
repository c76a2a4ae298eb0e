/** What a bridge's route takes, and what it refuses without a trace. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { MessageSnapshot } from "../../connectors/connector.ts";
import { markOf, sealedListPlace } from "../../src/inbox/bridge/protocol.ts";
import { account, bridge, bridgeCall, poison } from "../../src/store/schema.ts";
import { newSharedSecret, sharedKeys } from "../../src/trust/signed-call.ts";
import { unseal } from "../../src/trust/seal.ts";
import { type Bridged, bridged } from "../support/bridged.ts";
import { openDesk } from "../support/desk.ts";

let there: Bridged;
let generation = 0;
beforeAll(async () => {
  there = await bridged();
  generation = z
    .object({ generation: z.int() })
    .parse(await json(call("/bridge/accounts", { generation: null }))).generation;
});
afterAll(() => there.close());

const call = (path: string, body: unknown) => there.signed(path, body);
const ask = (request: Request) => Promise.resolve(there.api.fetch(request));
const json = async (request: Request): Promise<unknown> => (await ask(request)).json();
const problem = async (request: Request) => {
  const response = await ask(request);
  return {
    status: response.status,
    ...z.object({ code: z.string(), detail: z.string() }).parse(await response.json()),
  };
};
const db = () => there.world.inbox.store.db;
/** Everything that a call could change. */
const everything = () =>
  JSON.stringify([
    db().select().from(account).all(),
    db().select().from(bridge).all(),
    db().select().from(bridgeCall).all(),
    db().select().from(poison).all(),
    there.world.inbox.store.q.lastEvent.get(),
  ]);
const accountId = () => there.world.accounts.discord ?? 0;
const cursor = () => there.world.inbox.store.q.accountById.get({ id: accountId() })?.cursor ?? null;
const batch = (events: unknown[], next: string | null, more: object = {}) =>
  call("/bridge/batches", { generation, account: accountId(), after: markOf(cursor()), events, cursor: next, ...more });

const person = { id: "42", name: "Lin", handle: "lin", avatarUrl: null, url: null, isUs: false };
function created(id: string, text: string): { type: string; message: MessageSnapshot } {
  return {
    type: "message.created",
    message: {
      id,
      place: { id: "7", kind: "direct", title: null, url: null },
      author: person,
      person,
      direction: "inbound",
      origin: "platform",
      text,
      spans: [],
      media: [],
      groupKey: null,
      inReplyTo: null,
      url: null,
      sentAt: there.world.clock.now(),
      editedAt: null,
      version: 0,
      key: null,
    },
  };
}
const texts = () =>
  there.world.conversations().flatMap(({ id }) => there.world.messages(id).map((message) => message.text));

describe("refused, and nothing has changed", () => {
  const refusal = async (request: Request) => {
    const before = everything();
    const { status, code } = await problem(request);
    return { status, code, changed: everything() !== before };
  };

  it.each(["/bridge/accounts", "/bridge/batches", "/bridge/failures"])("unsigned: %s", async (path) => {
    expect(await refusal(new Request(`${there.url}${path}`, { method: "POST", body: "{}" }))).toEqual({
      status: 401,
      code: "unauthorized",
      changed: false,
    });
  });

  it("signed with another secret", async () => {
    expect(await refusal(there.signed("/bridge/accounts", { generation: null }, newSharedSecret()))).toEqual({
      status: 401,
      code: "unauthorized",
      changed: false,
    });
  });

  it.each([
    ["body", (signed: Request) => new Request(signed.url, { method: "POST", headers: signed.headers, body: "{}" })],
    [
      "path",
      async (signed: Request) =>
        new Request(`${there.url}/bridge/failures`, {
          method: "POST",
          headers: signed.headers,
          body: await signed.arrayBuffer(),
        }),
    ],
    [
      "time",
      async (signed: Request) => {
        const headers = new Headers(signed.headers);
        headers.set("x-parley-time", String(there.world.clock.now() + 1));
        return new Request(signed.url, { method: "POST", headers, body: await signed.arrayBuffer() });
      },
    ],
  ])("with another %s than was signed", async (_, change) => {
    expect(await refusal(await change(call("/bridge/accounts", { generation: null })))).toEqual({
      status: 401,
      code: "unauthorized",
      changed: false,
    });
  });

  it.each([-301_000, 301_000])("signed %i ms off, with a word on the clock", async (offMs) => {
    const late = there.signed("/bridge/accounts", { generation: null }, there.secret, there.world.clock.now() + offMs);
    const before = everything();
    expect(await problem(late)).toMatchObject({
      status: 401,
      code: "call-expired",
      detail: expect.stringContaining("clock"),
    });
    expect(everything()).toBe(before);
  });

  it("a second time, until it is too old anyway", async () => {
    const first = call("/bridge/accounts", { generation });
    const again = first.clone();
    const late = first.clone();
    expect((await ask(first)).status).toBe(200);
    there.world.clock.advance(299_000);
    expect(await refusal(again)).toEqual({ status: 409, code: "replayed", changed: false });
    there.world.clock.advance(2_000);
    expect((await ask(call("/bridge/accounts", { generation }))).status).toBe(200);
    expect(await refusal(late)).toEqual({ status: 401, code: "call-expired", changed: false });
  });

  it("too large", async () => {
    expect(await refusal(batch([created("7:1", "x".repeat(9 * 1024 * 1024))], "c"))).toEqual({
      status: 413,
      code: "too-large",
      changed: false,
    });
  });

  it.each([
    ["no JSON", "{"],
    ["no generation", { account: 1 }],
    ["a text for a number", { generation: "1" }],
  ])("signed, with %s", async (_, body) => {
    expect(await refusal(call("/bridge/batches", body))).toEqual({ status: 422, code: "invalid", changed: false });
  });

  it("from a bridge that another has followed", async () => {
    expect(await refusal(batch([created("7:1", "late")], "c", { generation: generation - 1 }))).toEqual({
      status: 409,
      code: "bridge-replaced",
      changed: false,
    });
    expect(await refusal(call("/bridge/accounts", { generation: generation - 1 }))).toEqual({
      status: 409,
      code: "bridge-replaced",
      changed: false,
    });
  });

  it("by a call that does not exist", async () => {
    expect(await refusal(call("/bridge/constructor", {}))).toEqual({ status: 404, code: "not-found", changed: false });
  });

  it("on a host that keeps its own sockets", async () => {
    const response = await openDesk().ask("POST", "/bridge/accounts", { generation: null });
    expect(response.status).toBe(404);
  });
});

describe("the accounts", () => {
  it("come sealed for exactly this answer, and no token can be read on the way", async () => {
    const request = call("/bridge/accounts", { generation });
    const nonce = request.headers.get("x-parley-nonce") ?? "";
    const text = await (await ask(request)).text();
    expect(text).not.toContain("SANDBOX-discord-bobo");
    const { sealed } = z.object({ sealed: z.string() }).parse(JSON.parse(text));
    const keys = sharedKeys(there.secret);
    if (!keys) throw new Error("no keys");
    expect(JSON.parse(unseal(keys, sealedListPlace(nonce), sealed))).toMatchObject([
      { id: accountId(), platform: "discord", credentials: { app: { token: "SANDBOX-discord-bobo" } } },
    ]);
    expect(() => unseal(keys, sealedListPlace("another"), sealed)).toThrow("does not open");
  });
});

it("goes on with a bridge that is ahead of a database which was set back", async () => {
  expect(await json(call("/bridge/accounts", { generation: generation + 5 }))).toMatchObject({
    generation: generation + 5,
  });
  expect(await json(call("/bridge/accounts", { generation: null }))).toMatchObject({ generation: generation + 6 });
  generation += 6;
});

describe("a batch", () => {
  it("is stored with its cursor where it follows what is stored, and only there", async () => {
    const stale = markOf("never stored");
    expect(await json(batch([created("7:1", "one")], "first"))).toEqual({ outcome: "stored" });
    expect([texts(), cursor()]).toEqual([["one"], "first"]);
    const before = there.world.inbox.store.q.lastEvent.get()?.seq;
    expect(await json(batch([created("7:2", "lost")], "other", { after: stale }))).toEqual({ outcome: "elsewhere" });
    expect(await json(batch([created("7:1", "one")], "first", { after: stale }))).toEqual({ outcome: "stored" });
    expect(there.world.inbox.store.q.lastEvent.get()?.seq).toBe(before);
    expect([texts(), cursor()]).toEqual([["one"], "first"]);
  });

  it("with events that are none: they are set aside and shown, the others are stored", async () => {
    const broken = { type: "message.created", message: { ...created("7:3", "broken").message, sentAt: "yesterday" } };
    const events = [created("7:2", "two"), broken, { type: "unheard-of" }, null, created("7:4", "four")];
    expect(await json(batch(events, "second"))).toEqual({ outcome: "stored" });
    expect([texts(), cursor()]).toEqual([["one", "two", "four"], "second"]);
    const aside = db().select().from(poison).all();
    expect(aside.map(({ reason }) => reason)).toEqual([
      "bridge: message.sentAt invalid_type",
      "bridge: type invalid_union",
      expect.stringContaining("bridge: "),
    ]);
    expect(aside[0]?.raw).toContain("yesterday");
  });

  it("for an account that rests or is not there is not wanted", async () => {
    expect(await json(batch([created("9:9", "no")], "third", { account: 99 }))).toEqual({ outcome: "not-wanted" });
    expect(cursor()).toBe("second");
  });
});
