/** What only one platform brings: the driver plays it and says what must come of it. */
import { expect, test } from "vitest";
import type { ContractDriver } from "../driver.ts";
import { begin, readUntil } from "../reading.ts";
import { staged } from "./staged.ts";

export function inboundContract(driver: ContractDriver): void {
  const stage = staged(driver);

  test.each(driver.inbound)("$name", async ({ arrange, play, expected }) => {
    const current = stage();
    arrange?.(current);
    const connector = current.open();
    const cursor = await begin(connector);
    play(current);
    const wanted = expected(current);
    const matches = (events: unknown[]) => {
      expect(events).toEqual(expect.arrayContaining(wanted.map((event) => expect.objectContaining(event))));
    };
    const enough = (events: unknown[]) => {
      try {
        matches(events);
        return true;
      } catch {
        return false;
      }
    };
    const { events } = await readUntil(connector, cursor, enough);
    matches(events);
  });
}
