/** News by webhook: taken with a good signature, refused with a bad one. */
import { expect, test } from "vitest";
import type { ConnectorEvent, WebhookRequest } from "../../../connectors/connector.ts";
import { startReceiver } from "../../support/receiver.ts";
import { never } from "../acting.ts";
import type { ContractDriver } from "../driver.ts";
import { messageWith } from "../reading.ts";
import { staged } from "./staged.ts";

export function webhookContract(driver: ContractDriver): void {
  const stage = staged(driver);
  const { tamper } = driver;

  test("the connector takes webhooks where the driver can spoil one", () => {
    const connector = stage().open(tamper ? { settings: { mode: "webhook" } } : {});
    expect(connector.receive !== undefined).toBe(tamper !== undefined);
  });

  if (tamper !== undefined)
    test("a delivery is taken, and refused once it is spoilt", async () => {
      const { open, say } = stage();
      const connector = open({ settings: { mode: "webhook" } });
      const events: ConnectorEvent[] = [];
      let arrived = () => {};
      const take = async (request: WebhookRequest) => {
        const received = await connector.receive?.(request);
        if (!received) throw new Error("the connector takes no webhooks");
        events.push(...received.batches.flatMap((batch) => batch.events));
        arrived();
        return received.response;
      };
      const receiver = await startReceiver(take);
      try {
        await connector.attach?.(receiver.url, never());
        say("direct", "by webhook");
        while (!messageWith(events, "by webhook")) await new Promise<void>((resolve) => (arrived = resolve));
        expect(messageWith(events, "by webhook")).toMatchObject({ direction: "inbound", place: { kind: "direct" } });
        const [first] = await receiver.received(1);
        if (!first || !tamper) throw new Error("nothing was delivered");
        // An honest delivery passes twice: the platform may repeat itself.
        expect((await connector.receive?.(first.request))?.response.status).toBe(200);
        const refused = await connector.receive?.(tamper(first.request));
        expect(refused?.response.status).toBe(401);
        expect(refused?.batches).toEqual([]);
        await connector.detach?.(never());
      } finally {
        await receiver.close();
      }
    });
}
