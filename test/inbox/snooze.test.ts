import { describe, expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { HOUR_MS } from "../../src/domain/time.ts";
import { nextSnooze, wakeSnoozed } from "../../src/inbox/wake-snoozed.ts";
import { openDesk } from "../support/desk.ts";

describe("snoozed conversations", () => {
  it("come back when they are due, longest first, and not before", async () => {
    const desk = openDesk();
    for (const person of ["ann", "bob", "cleo"]) desk.write({ person });
    const start = desk.clock.now();
    const at = (hours: number) => new Date(start + hours * HOUR_MS).toISOString();
    const snooze = (id: string, hours: number) =>
      desk.send("PATCH", `/api/conversations/${id}`, { snoozedUntil: at(hours) }, 200);
    await snooze("cnv_1", 3);
    await snooze("cnv_2", 1);
    await snooze("cnv_3", 2);
    const ctx = { store: desk.store, actor: SYSTEM };
    const snoozed = async () =>
      (await desk.get("/api/conversations?status=snoozed")).items.map((item: { id: string }) => item.id);
    expect(nextSnooze(desk.store)).toBe(start + HOUR_MS);
    expect(wakeSnoozed(ctx, start + HOUR_MS - 1, 10)).toBe(0);
    expect(wakeSnoozed(ctx, start + 2 * HOUR_MS, 1)).toBe(1);
    expect(await snoozed()).toEqual(["cnv_3", "cnv_1"]);
    expect(wakeSnoozed(ctx, start + 2 * HOUR_MS, 10)).toBe(1);
    expect(await snoozed()).toEqual(["cnv_1"]);
    expect(await desk.get("/api/conversations/cnv_2")).toMatchObject({ status: "open", snoozedUntil: null });
    expect((await desk.get("/api/counts")).status).toMatchObject({ open: 2, snoozed: 1 });
  });

  it("wake at once when the person writes, and the timer then finds nothing", async () => {
    const desk = openDesk();
    desk.write({ person: "ann" });
    await desk.send("PATCH", "/api/conversations/cnv_1", { snoozedUntil: "2027-01-01T00:00:00Z" }, 200);
    desk.write({ person: "ann" });
    expect(await desk.get("/api/conversations/cnv_1")).toMatchObject({ status: "open", snoozedUntil: null });
    expect(nextSnooze(desk.store)).toBeNull();
  });
});
