import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bindKey, deriveKeys, KeyError } from "../../src/trust/keys.ts";
import { seal, unseal } from "../../src/trust/seal.ts";
import { testStore } from "../support/store.ts";

const keys = deriveKeys(randomBytes(32));
const place = { table: "account", column: "credentials", row: "x:1" };

describe("seal", () => {
  it("opens again, and never looks the same twice", () => {
    const sealed = seal(keys, place, '{"token":"助记词"}');
    expect(unseal(keys, place, sealed)).toBe('{"token":"助记词"}');
    expect(seal(keys, place, '{"token":"助记词"}')).not.toBe(sealed);
    expect(sealed).toMatch(/^v1\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/);
  });

  it("does not open with another key, in another row, or once changed", () => {
    const sealed = seal(keys, place, "secret");
    expect(() => unseal(deriveKeys(randomBytes(32)), place, sealed)).toThrow("key does not match this data");
    expect(() => unseal(keys, { ...place, row: "x:2" }, sealed)).toThrow(KeyError);
    expect(() => unseal(keys, { ...place, column: "settings" }, sealed)).toThrow(KeyError);
    const [version, iv, body = "", tag] = sealed.split(".");
    const changed = (body.startsWith("A") ? "B" : "A") + body.slice(1);
    expect(() => unseal(keys, place, [version, iv, changed, tag].join("."))).toThrow(KeyError);
    expect(() => unseal(keys, place, [version, iv, body, tag?.slice(0, 8)].join("."))).toThrow(KeyError);
    expect(() => unseal(keys, place, "secret")).toThrow("did not seal");
  });
});

describe("keys", () => {
  it("refuse a secret of the wrong length", () => {
    expect(() => deriveKeys(randomBytes(16))).toThrow("16 bytes");
  });

  it("stay with the database that was made with them", () => {
    const { store } = testStore();
    bindKey(store, keys);
    bindKey(store, keys);
    expect(() => bindKey(store, deriveKeys(randomBytes(32)))).toThrow("does not match this data");
  });
});
