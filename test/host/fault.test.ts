/** Faults of the system are one line that names the file or the port, and what to do. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { startFaultOf } from "../../src/host/fault.ts";
import { makeDataDirectory } from "../../src/host/data-directory.ts";
import { troublesOf } from "../../src/host/troubles.ts";

const dir = mkdtempSync(join(tmpdir(), "parley-fault-"));
afterAll(() => rmSync(dir, { recursive: true }));

function thrown(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

it("names the file that is missing, and what stands in a directory's place", () => {
  const missing = join(dir, "none", "backup.db");
  expect(
    startFaultOf(
      thrown(() => writeFileSync(missing, "")),
      7100,
    ),
  ).toContain(missing);
  const file = join(dir, "file");
  writeFileSync(file, "");
  expect(
    startFaultOf(
      thrown(() => makeDataDirectory(file)),
      7100,
    ),
  ).toContain(file);
  expect(
    startFaultOf(
      thrown(() => makeDataDirectory(join(file, "data"))),
      7100,
    ),
  ).toContain(file);
});

it("tells a port that may not be used from a file", () => {
  expect(startFaultOf(Object.assign(new Error("listen"), { code: "EACCES" }), 80)).toContain("Port 80");
  const file = Object.assign(new Error("open"), { code: "EACCES", path: "/srv/parley" });
  expect(startFaultOf(file, 80)).toBe("This user may not use /srv/parley.");
  expect(startFaultOf(new Error("a bug"), 80)).toBeNull();
});

it("is not ready once the database's file is gone", () => {
  const database = join(dir, "parley.sqlite");
  writeFileSync(database, "");
  expect(troublesOf({ path: dir, database })).not.toContain("database-unwritable");
  rmSync(database);
  expect(troublesOf({ path: dir, database })).toContain("database-unwritable");
});
