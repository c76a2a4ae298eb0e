import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { BrandClient, until } from "./support.ts";

let brand: BrandClient;
beforeAll(async () => {
  brand = await BrandClient.open("other.test");
});

const Head = z.object({ seq: z.number(), hash: z.string(), at: z.string(), signature: z.string() });
const Key = z.object({ publicKey: z.string() });
const Hook = z.object({ id: z.string(), lastError: z.string().nullable() });

describe("on Workers", () => {
  it("the log is shown, and its head is signed", async () => {
    const { items } = await brand.get("/api/audit?type=token.created", z.object({ items: z.array(z.unknown()) }));
    expect(items.length).toBeGreaterThan(0);
    const head = await brand.get("/api/audit/head", Head);
    const { publicKey } = await brand.get("/api/audit/key", Key);
    const key = await crypto.subtle.importKey("raw", Buffer.from(publicKey, "base64url"), "Ed25519", false, ["verify"]);
    const signed = Buffer.from(`parley audit head v1\n${head.seq}\n${head.hash}\n${head.at}`);
    const signature = Buffer.from(head.signature, "base64url");
    expect(await crypto.subtle.verify("Ed25519", key, signature, signed)).toBe(true);
  });

  it("the official accounts are listed, checked, and signed", async () => {
    const at = "/.well-known/parley-official";
    const list = await (await brand.fetch(`${at}.json`)).text();
    const signature = await (await brand.fetch(`${at}.json.sig`)).arrayBuffer();
    const { public: publicKey } = z.object({ key: z.object({ public: z.string() }) }).parse(JSON.parse(list)).key;
    const key = await crypto.subtle.importKey("raw", Buffer.from(publicKey, "base64url"), "Ed25519", false, ["verify"]);
    expect(await crypto.subtle.verify("Ed25519", key, signature, Buffer.from(list))).toBe(true);
    const checked = await brand.fetch("/en/official?q=@wallet_daily_news");
    expect(checked.headers.get("cache-control")).toBe("no-store");
    expect(await checked.text()).toContain("No, this isn’t ours");
  });

  it("an outgoing webhook is signed and posted, and tried again where nobody is there", async () => {
    const Added = z.object({ webhook: Hook, secret: z.string() });
    await brand.post("/api/webhooks", { url: "https://127.0.0.1:1/hook", types: [] }, Added);
    const hooks = () => brand.get("/api/webhooks", z.object({ items: z.array(Hook) }));
    const tried = await until("it was tried", async () => (await hooks()).items.find((one) => one.lastError !== null));
    expect(tried.lastError).toBe("unreachable");
  });
});
