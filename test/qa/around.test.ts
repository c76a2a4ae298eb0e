import { expect, it } from "vitest";
import { SYSTEM } from "../../src/domain/actor.ts";
import { aroundOf } from "../../src/qa/around.ts";
import { addContact } from "../../src/qa/official/contacts.ts";
import { publicText } from "../../src/trust/redaction/public-text.ts";
import { testStore } from "../support/store.ts";

it("lets the brand's contacts stand in public words, and nobody else's", () => {
  const { store } = testStore();
  const ctx = { store, actor: SYSTEM };
  addContact(ctx, { kind: "telegram", handle: "bobo_help_bot", name: "Bobo" });
  addContact(ctx, { kind: "phone", handle: "+86 400 100 2233", name: "Hotline" });
  addContact(ctx, { kind: "website", handle: "bobowallet.com", name: "Site", url: "https://bobowallet.com" });
  const text = "t.me/bobo_help_bot, @bobo_help_bot, https://bobowallet.com/faq, 400 100 2233";
  expect(publicText(text, aroundOf(store, []), "en")).toBe(text);
  const other = "t.me/bobo_helps_bot, @bobo_help_b0t, https://bobowallet.co, 400 100 2234";
  expect(publicText(other, aroundOf(store, []), "en")).toBe("‹link›, ‹handle›, ‹link›, ‹phone number›");
});
