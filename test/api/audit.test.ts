import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPublicKey, verify } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { SYSTEM } from "../../src/domain/actor.ts";
import { csvLine } from "../../src/domain/csv.ts";
import { openData } from "../../src/host/data.ts";
import { createToken } from "../../src/trust/tokens.ts";
import { cli } from "../support/cli.ts";
import { openDesk } from "../support/desk.ts";

const root = mkdtempSync(join(tmpdir(), "parley-audit-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function acted() {
  const desk = openDesk();
  desk.write({ person: "ann" });
  desk.write({ person: "bob" });
  const mia = { authorization: `Bearer ${desk.agentToken}` };
  await desk.send("PATCH", "/api/conversations/cnv_1", { priority: "urgent" }, 200, mia);
  desk.clock.advance(60_000);
  await desk.send("PATCH", "/api/conversations/cnv_2", { priority: "low" }, 200);
  const seqs = async (query: string) => {
    const { items } = await desk.get(`/api/audit?${query}`);
    return items.map((one: { seq: number }) => one.seq);
  };
  return { desk, mia, seqs };
}

describe("the audit view", () => {
  it("tells who did what, newest first, and filters by each part", async () => {
    const { desk, mia, seqs } = await acted();
    const { items } = await desk.get("/api/audit");
    const [low, urgent] = items;
    expect(low).toMatchObject({
      type: "conversation.priority",
      actor: "agt_1",
      actorName: "Lin",
      conversationId: "cnv_2",
    });
    expect(urgent).toMatchObject({ actor: "agt_2", actorName: "Mia", conversationId: "cnv_1" });
    expect(await seqs("actor=agt_2")).toEqual([urgent.seq]);
    expect(await seqs("type=conversation.priority")).toEqual([low.seq, urgent.seq]);
    expect(await seqs("type=conversation.priority&actor=agt_2")).toEqual([urgent.seq]);
    expect(await seqs("subject=cnv_1&actor=agt_2")).toEqual([urgent.seq]);
    expect(await seqs("subject=msg_1&type=message.created")).toHaveLength(1);
    expect(await seqs("subject=tok_2")).toHaveLength(1);
    expect(await seqs(`since=${low.at}`)).toEqual([low.seq]);
    expect(await seqs(`until=${urgent.at}&limit=1`)).toEqual([urgent.seq]);
    expect(await seqs("actor=agt_2&since=2030-01-01T00:00:00Z")).toEqual([]);
    expect((await seqs("actor=system")).length).toBeGreaterThan(3);
    for (const wrong of ["actor=Mia", "type=nonsense", "subject=nil_1", "since=yesterday", "cursor=x"])
      expect([wrong, (await desk.ask("GET", `/api/audit?${wrong}`)).status]).toEqual([wrong, 422]);
    expect((await desk.ask("GET", "/api/audit", undefined, mia)).status).toBe(403);
  });

  it("pages through all of it once, also where a filter finds little", async () => {
    const { desk } = await acted();
    const { seq } = desk.store.q.lastEvent.get() ?? { seq: 0 };
    // Past what is looked at in one go; the chain is of no interest here.
    desk.store.db.run(sql`with recursive n(i) as (select ${seq + 1} union all select i + 1 from n where i < 12000)
      insert into event select i, ${desk.clock.now()}, 'message.created', 1, 'system', 1, 99, i, '{}', '', '', '' from n`);
    for (const [query, count] of [
      ["limit=100", 12_000],
      ["subject=acc_1&type=conversation.priority", 2],
      ["subject=tok_1", 1],
      ["subject=acc_3", 0],
    ] as const) {
      const seen: number[] = [];
      for (let cursor = ""; ;) {
        const page = await desk.get(`/api/audit?${query}${cursor}`);
        seen.push(...page.items.map((one: { seq: number }) => one.seq));
        if (page.nextCursor === null) break;
        cursor = `&cursor=${page.nextCursor}`;
      }
      expect([query, seen.length]).toEqual([query, count]);
      expect(seen).toEqual(seen.toSorted((a, b) => b - a));
    }
  });

  it("gives a CSV file that no spreadsheet calculates, and says so in the log", async () => {
    const { desk } = await acted();
    createToken({ store: desk.store, actor: SYSTEM }, { name: "=HYPERLINK(1)", role: "agent" });
    desk.store.db.run(sql`update event set actor = 'agt_3' where seq = 1`);
    const file = await (await desk.ask("GET", "/api/audit/csv")).text();
    const lines = file.trimEnd().split("\r\n");
    expect(lines[0]).toBe("seq,at,type,actor,name,account,conversation,message,data");
    expect(lines.at(-1)).toContain("agt_3,'=HYPERLINK(1),");
    expect(lines[1]).toContain("audit.exported,agt_1,Lin");
    expect(csvLine(["@x", "+1", "-1", "\tx", "\rx", 'a"b,c', "a\nb", null, 5])).toBe(
      `'@x,'+1,'-1,'\tx,"'\rx","a""b,c","a\nb",,5\r\n`,
    );
  });
});

describe("signed heads", () => {
  it("are signed with a key of their own, which a route gives", async () => {
    const { desk } = await acted();
    const head = await desk.get("/api/audit/head");
    const { publicKey } = await desk.get("/api/audit/key");
    expect(head).toMatchObject({ seq: desk.store.q.lastEvent.get()?.seq, hash: desk.store.q.lastEvent.get()?.hash });
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
    const isSigned = (text: string) => verify(null, Buffer.from(text), key, Buffer.from(head.signature, "base64url"));
    expect(isSigned(`parley audit head v1\n${head.seq}\n${head.hash}\n${head.at}`)).toBe(true);
    expect(isSigned(`parley audit head v1\n${head.seq + 1}\n${head.hash}\n${head.at}`)).toBe(false);
  });

  it("prove later that the log was not changed, and show where it was", async () => {
    const data = ["--data", join(root, "data")];
    const file = join(root, "head.json");
    await cli(["tokens", "create", "--name", "Mia", ...data]);
    writeFileSync(file, (await cli(["audit", "head", ...data])).stdout);
    await cli(["tokens", "create", "--name", "Kim", ...data]);
    const verified = () => cli(["audit", "verify", file, ...data]);
    expect(await verified()).toMatchObject({ code: 0, stdout: expect.stringContaining("Sound") });
    const open = openData({ dataDir: join(root, "data"), key: null }, { make: false });
    open.sqlite.exec("update event set actor = 'agt_9' where seq = 2");
    expect(await verified()).toMatchObject({ code: 1, stderr: expect.stringContaining("evt_2") });
    open.sqlite.exec("delete from event where seq = 1");
    expect((await verified()).stderr).toContain("is missing");
    open.close();
    writeFileSync(file, JSON.stringify({ seq: 1, hash: "0".repeat(64), at: "2026-11-22T08:00:00Z", signature: "AA" }));
    expect((await verified()).stderr).toContain("was not signed by this installation");
  });
});
