/** A fresh stage for each test of a part. */
import { afterEach, beforeEach } from "vitest";
import type { ContractDriver, Stage } from "../driver.ts";
import { raise } from "../stage.ts";

/** Gives the stage of the test that runs. */
export function staged(driver: ContractDriver): () => Stage {
  let stage: Awaited<ReturnType<typeof raise>> | null = null;
  beforeEach(async () => {
    stage = await raise(driver);
  });
  afterEach(async () => {
    const last = stage;
    stage = null;
    await last?.strike();
  });
  return () => {
    if (!stage) throw new Error("no test runs");
    return stage;
  };
}
