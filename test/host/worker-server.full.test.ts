import { afterAll, beforeAll, expect, it } from "vitest";
import { startWorkerServer, WORKER_SETUP, type WorkerServer } from "../support/worker-server.ts";

let server: WorkerServer;
beforeAll(async () => {
  server = await startWorkerServer();
});
afterAll(() => server?.stop());

it("keeps a brand when workerd is killed", async () => {
  const made = await fetch(`${server.url()}/setup/tokens`, {
    method: "POST",
    headers: { authorization: `Bearer ${WORKER_SETUP}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "Mia" }),
  });
  const { token } = (await made.json()) as { token: string };
  await server.restart();
  const counts = await fetch(`${server.url()}/api/counts`, { headers: { authorization: `Bearer ${token}` } });
  expect(counts.status).toBe(200);
});
