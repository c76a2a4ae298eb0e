/** The contract: what every connector must do over its sandbox, whatever the platform. */
import { describe } from "vitest";
import { PLACE_KINDS } from "../../src/domain/platform.ts";
import type { ContractDriver } from "./driver.ts";
import { answerabilityContract } from "./parts/answerability.ts";
import { failureContract } from "./parts/failures.ts";
import { identityContract } from "./parts/identity.ts";
import { inboundContract } from "./parts/inbound.ts";
import { operationContract } from "./parts/operations.ts";
import { postContract } from "./parts/posts.ts";
import { readingContract } from "./parts/reading.ts";
import { webhookContract } from "./parts/webhook.ts";

/** Called once by each platform's test file. */
export function contractSuite(driver: ContractDriver): void {
  describe(`the ${driver.platform.name} connector`, () => {
    describe("identity", () => {
      identityContract(driver);
    });
    describe("reading", () => {
      readingContract(driver);
    });
    describe("webhooks", () => {
      webhookContract(driver);
    });
    describe("what only this platform has", () => {
      inboundContract(driver);
    });
    describe("answerability", () => {
      answerabilityContract(driver);
    });
    describe("public posts", () => {
      postContract(driver);
    });
    for (const kind of PLACE_KINDS) {
      describe(`writing in a ${kind} place`, () => {
        operationContract(driver, kind);
      });
      describe(`failures in a ${kind} place`, () => {
        failureContract(driver, kind);
      });
    }
  });
}
