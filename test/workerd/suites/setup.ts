/** Runs each test, its hooks included, inside an object of its own: only there a database can be used. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { aroundEach } from "vitest";
import { whyNotHere } from "./not-here.ts";
import { lend } from "./object.ts";

// No limit of its own: a timer that begins outside of the object could not be cleared inside.
aroundEach(async (runTest, { task, skip }) => {
  const reason = whyNotHere(task.file.name, task.name);
  if (reason !== null) skip(reason);
  const stub = env.HOST.get(env.HOST.newUniqueId());
  await runInDurableObject(stub, async (_, { storage }) => {
    lend(storage);
    await runTest();
  });
}, 0);
