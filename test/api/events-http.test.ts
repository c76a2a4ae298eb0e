import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { expect, it } from "vitest";
import { openDesk } from "../support/desk.ts";
import { testStore } from "../support/store.ts";

it("a live stream over HTTP lets go of the store when its reader leaves", async () => {
  const opened = testStore();
  let watching = 0;
  let left = () => {};
  const gone = new Promise<void>((resolve) => (left = resolve));
  const store = {
    ...opened.store,
    watch: (changed: () => void) => {
      const stop = opened.store.watch(changed);
      watching += 1;
      return () => {
        stop();
        watching -= 1;
        if (watching === 0) left();
      };
    },
  };
  const desk = openDesk({ heartbeatMs: 5 }, { ...opened, store });
  const server = createAdaptorServer({ fetch: desk.api.fetch });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", () => listening()));
  const { port } = server.address() as AddressInfo;
  const controller = new AbortController();
  const response = await fetch(`http://127.0.0.1:${port}/api/events`, {
    headers: { authorization: `Bearer ${desk.token}` },
    signal: controller.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  desk.write({ person: "ann" });
  let text = "";
  while (!text.includes("message.created")) text += (await reader?.read())?.value ?? "";
  expect(watching).toBe(1);
  controller.abort();
  await gone;
  expect(watching).toBe(0);
  await new Promise<void>((closed) => server.close(() => closed()));
});
