/** History comes in on request, as closed work that nobody is told to do. */
import { afterEach, describe, expect, it } from "vitest";
import { startImport } from "../../src/inbox/accounts/import.ts";
import { patchAccount } from "../../src/inbox/accounts/patch.ts";
import { resumeAccount } from "../../src/inbox/accounts/resume.ts";
import { cancelJob } from "../../src/inbox/cancel-job.ts";
import { retryJob } from "../../src/inbox/retry-job.ts";
import { brandOf } from "../../src/sandbox/furnish.ts";
import { job } from "../../src/store/schema.ts";
import { createWorld, type World } from "../support/world.ts";

const HOUR_MS = 3_600_000;

let world: World;
afterEach(() => world.close());

const jobs = () => world.inbox.store.db.select().from(job).all();

/** Somebody wrote, and was answered, before the account was connected. */
async function withHistory(): Promise<number> {
  world = await createWorld([]);
  const since = world.clock.now();
  const { side } = world.sandboxes.x;
  const from = side.addPerson({ name: "Ann", handle: "ann_old", role: "user" }).id;
  const asked = world.say("x", { from, text: "@bobowallet long ago" });
  world.clock.advance(60_000);
  world.say("x", { from: brandOf(side).id, text: "@ann_old solved", replyTo: asked.id });
  world.clock.advance(HOUR_MS);
  await world.connect("x");
  return since;
}

describe("an import", () => {
  it("brings closed conversations without anything waiting or unread, and the person's next message opens one", async () => {
    const since = await withHistory();
    expect(world.conversations()).toEqual([]);
    const started = await startImport(world.services, world.ctx, 1, { since });
    expect(started.jobId).toBe(1);
    await expect
      .poll(async () => {
        await world.settle();
        return jobs().map((row) => row.state);
      })
      .toEqual(["done"]);
    expect(jobs()[0]?.done).toBeGreaterThanOrEqual(2);
    const [row] = world.conversations();
    expect(row).toMatchObject({ status: "closed", unread: 0, waitingSince: null, attention: 0 });
    expect(world.messages(row?.id ?? 0).map((one) => one.origin)).toEqual(["history", "history"]);
    expect(world.deliveries()).toEqual([]);

    const from = world.sandboxes.x.side.people().find((one) => one.handle === "ann_old")?.id ?? "";
    world.clock.advance(HOUR_MS);
    world.say("x", { from, text: "@bobowallet again" });
    await world.settle();
    expect(world.conversations().filter((one) => one.status === "open")).toHaveLength(1);
  });

  it("waits while its account is paused, and goes on once it is resumed", async () => {
    const since = await withHistory();
    const { jobId } = await startImport(world.services, world.ctx, 1, { since });
    await patchAccount(world.services, world.ctx, 1, { paused: true });
    world.clock.advance(HOUR_MS);
    await world.settle();
    expect(jobs()).toMatchObject([{ state: "queued", done: 0 }]);
    await resumeAccount(world.services, world.ctx, 1);
    await expect
      .poll(async () => {
        await world.settle();
        return jobs().map((row) => row.state);
      })
      .toEqual(["done"]);
    expect(() => retryJob(world.ctx, jobId)).toThrow(/done already/);
  });

  it("is gone on with after it was cancelled, and not beside another", async () => {
    const since = await withHistory();
    const { jobId } = await startImport(world.services, world.ctx, 1, { since });
    cancelJob(world.ctx, jobId);
    retryJob(world.ctx, jobId);
    expect(() => retryJob(world.ctx, jobId)).toThrow(/is running/);
    await expect
      .poll(async () => {
        await world.settle();
        return jobs().map((row) => row.state);
      })
      .toEqual(["done"]);
    expect(world.conversations()).toMatchObject([{ status: "closed" }]);
  });

  it("stops when it is cancelled", async () => {
    const since = await withHistory();
    const { jobId } = await startImport(world.services, world.ctx, 1, { since });
    cancelJob(world.ctx, jobId);
    await world.settle();
    expect(jobs()).toMatchObject([{ state: "cancelled", done: 0 }]);
    expect(world.conversations()).toEqual([]);
  });
});
