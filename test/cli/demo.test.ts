import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { cliServing, type Running, scratch } from "../support/cli.ts";

const dir = scratch();
let demo: Running | undefined;
afterAll(async () => {
  await demo?.end("SIGKILL");
  dir.remove();
});

it("fills an inbox from three platforms with nothing set up, and begins anew each time", async () => {
  const args = ["demo", "--no-workspace", "--port", "0", "--sandbox-port", "0", "--data", join(dir.path, "data")];
  demo = await cliServing(args);
  expect(await demo.end("SIGTERM")).toBe(0);

  demo = await cliServing(args);
  const opened = await fetch(String(demo.ready["url"]), { redirect: "manual" });
  const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const platforms = async () => {
    const response = await fetch(`${String(demo?.ready["inbox"])}/api/conversations?limit=100`, {
      headers: { cookie },
    });
    const { items } = (await response.json()) as { items: { platform: string }[] };
    return [...new Set(items.map((item) => item.platform))].toSorted();
  };
  await expect.poll(platforms, { timeout: 15_000 }).toEqual(["discord", "telegram", "x"]);
  expect((await fetch(String(demo.ready["sandbox"]))).status).toBe(200);
  expect(demo.stderr()).not.toMatch(/"level":"(warn|error)"/);
});
