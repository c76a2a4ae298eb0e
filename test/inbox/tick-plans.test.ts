/** A tick runs after every commit: however much has been sent and copied, it must not read all of it. */
import Database from "better-sqlite3";
import { afterEach, expect, it, vi } from "vitest";
import { createWorld } from "../support/world.ts";

afterEach(() => void vi.restoreAllMocks());

/** The newest event, found from the end of the table: SQLite calls that a scan. */
const NEWEST_EVENT = /from "event" order by "event"\."seq" desc limit \?$/u;
/** Tables that only grow. */
const GROWING = ["delivery", "media", "message", "conversation", "event", "job"];

it("reads the tables that only grow by their indexes", async () => {
  const plans = new Map<string, string[]>();
  const prepare = Reflect.get(Database.prototype, "prepare") as (source: string) => Database.Statement;
  vi.spyOn(Database.prototype, "prepare").mockImplementation(function (this: Database.Database, source: string) {
    if (/^select|^update/u.test(source) && !NEWEST_EVENT.test(source)) {
      const explained = prepare.call(this, `explain query plan ${source}`) as Database.Statement<
        unknown[],
        { detail: string }
      >;
      const unbound = Array.from({ length: source.split("?").length - 1 }, () => null);
      plans.set(
        source,
        explained.all(...unbound).map((row) => row.detail),
      );
    }
    return prepare.call(this, source);
  });
  // From the start: most are prepared by the first tick and never again.
  const world = await createWorld(["telegram"]);
  world.inbox.tick();
  await world.inbox.idle();
  vi.restoreAllMocks();
  await world.close();
  expect([...plans.keys()].some((source) => source.includes(`from "delivery"`))).toBe(true);
  const whole = [...plans].filter(([, details]) =>
    details.some((detail) => GROWING.some((table) => new RegExp(`^(SCAN|SEARCH) ${table}$`, "u").test(detail))),
  );
  expect(whole).toEqual([]);
});
