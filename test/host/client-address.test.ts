import { Hono } from "hono";
import { expect, it } from "vitest";
import { clientAddress } from "../../src/host/client-address.ts";

const app = new Hono().get("/", (c) => c.text(clientAddress(c)));
const seen = async (remoteAddress: string, forwarded?: string) => {
  const headers: Record<string, string> = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  const response = await app.request("/", { headers }, { incoming: { socket: { remoteAddress } } });
  return response.text();
};

it("is the socket's other end, whatever somebody who comes directly writes", async () => {
  expect(await seen("198.51.100.1")).toBe("198.51.100.1");
  expect(await seen("198.51.100.1", "203.0.113.9")).toBe("198.51.100.1");
});

it.each(["127.0.0.1", "::1", "::ffff:127.0.0.1"])("is what a proxy at %s saw, not what it was told", async (proxy) => {
  expect(await seen(proxy, "203.0.113.9")).toBe("203.0.113.9");
  expect(await seen(proxy, "203.0.113.9, 2001:db8::7")).toBe("2001:db8::7");
  expect(await seen(proxy)).toBe(proxy);
});

it.each(["203.0.113.9:51234", "[2001:db8::7]:443", "unknown", "203.0.113.9,", "a\u00e9"])(
  "is never %j, of which there are as many as a guesser likes",
  async (forwarded) => expect(await seen("127.0.0.1", forwarded)).toBe("127.0.0.1"),
);
