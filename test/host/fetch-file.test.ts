/** Files come from a platform's own hosts, over connections that lead where the name was looked at, and never into our own network. */
import type { lookup } from "node:dns";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FetchFile } from "../../connectors/connector.ts";
import { ConnectorError } from "../../connectors/errors.ts";
import { fetchFrom } from "../../connectors/files.ts";
import { createFetchFile } from "../../src/host/fetch-file.ts";
import { isPublicAddress } from "../../src/host/public-address.ts";

let server: Server;
let base: string;
let asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.headers.host} ${request.url}`);
    const to = /^\/to\/(.*)$/.exec(request.url ?? "")?.[1];
    if (to !== undefined) response.writeHead(302, { location: decodeURIComponent(to) }).end();
    else if (request.headers["accept-encoding"]?.includes("gzip"))
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("file"));
    else response.writeHead(200, { "content-type": "image/png" }).end("file");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const { signal } = new AbortController();
const hosts = ["files.example"];
const codeOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof ConnectorError ? `${error.kind} ${error.code}` : error;
};
const from = (url: string, apiUrl?: string, fetchFile: FetchFile = createFetchFile()) =>
  fetchFrom({ hosts, apiUrl }, new URL(url), fetchFile, signal);

it("knows what is not the public internet", () => {
  const inside =
    "0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 192.168.1.1 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::1 fc00::1 fd12:3456::1 fe80::1 ff02::1 files.example";
  expect(inside.split(" ").filter((address) => isPublicAddress(address))).toEqual([]);
  const outside = "1.1.1.1 8.8.8.8 100.128.0.1 172.32.0.1 192.169.0.1 223.255.255.255 2606:4700::1111 2a00:1450::1";
  expect(outside.split(" ").filter((address) => !isPublicAddress(address))).toEqual([]);
});

describe("on Node", () => {
  const resolvesTo = (...addresses: string[]) =>
    createFetchFile(((_name: string, _options: object, callback: (...found: unknown[]) => void) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      )) as unknown as typeof lookup);

  it.each([
    ["127.0.0.1"],
    ["169.254.169.254"],
    ["::1"],
    ["::ffff:127.0.0.1"],
    ["10.0.0.1"],
    ["100.64.0.1"],
    // One address that is not public is no accident.
    ["1.1.1.1", "127.0.0.1"],
  ])("a name of the platform that resolves to %s is not connected to", async (...addresses) => {
    asked = [];
    const url = new URL(`https://files.example:${new URL(base).port}/a`);
    const fetchFile = resolvesTo(...addresses);
    expect(await codeOf(fetchFile(url, { signal, onlyPublic: true }))).toBe("permanent address-not-public");
    expect(asked).toEqual([]);
  });

  it.each(["http://127.0.0.1/", "http://[::1]/", "http://[::ffff:7f00:1]/", "http://2130706433/", "http://0x7f.1/"])(
    "the address %s is refused without any look-up",
    async (url) => {
      const fetchFile = resolvesTo("1.1.1.1");
      expect(await codeOf(fetchFile(new URL(url), { signal, onlyPublic: true }))).toBe("permanent address-not-public");
    },
  );

  it("asks for nothing that would have to be unpacked", async () => {
    expect(await (await from(`${base}/a`, base)).text()).toBe("file");
  });
});

describe("redirects", () => {
  it("are followed on the account's own server, a few times", async () => {
    asked = [];
    const response = await from(`${base}/to/%2Fb`, `${base}/api`);
    expect(await response.text()).toBe("file");
    expect(asked).toHaveLength(2);
  });

  it.each([
    "https://evil.example/a",
    "https://files.example.evil.example/a",
    "https://evilfiles.example/a",
    "http://files.example/a",
    "https://files.example:8443/a",
    "https://user@files.example/a",
    "http://169.254.169.254/latest/meta-data",
    "http://localhost:1/",
    "file:///etc/passwd",
    "data:text/html,x",
  ])("do not lead to %s, and neither does a file's own address", async (target) => {
    asked = [];
    expect(await codeOf(from(`${base}/to/${encodeURIComponent(target)}`, base))).toBe(
      "permanent media-not-on-platform",
    );
    expect(asked).toHaveLength(1);
    expect(await codeOf(from(target, base))).toBe("permanent media-not-on-platform");
    expect(await codeOf(from(target))).toBe("permanent media-not-on-platform");
    expect(asked).toHaveLength(1);
  });

  it("end", async () => {
    let hops = 0;
    const around: FetchFile = async () => {
      hops += 1;
      return new Response(null, { status: 302, headers: { location: `https://a.files.example/${hops}` } });
    };
    expect(await codeOf(from("https://files.example/a", undefined, around))).toBe("permanent media-not-on-platform");
    expect(hops).toBe(4);
  });

  it("to a platform's host are held to public addresses, also where the account has a server of its own", async () => {
    const seen: boolean[] = [];
    const watch: FetchFile = async (url, { onlyPublic }) => {
      seen.push(onlyPublic);
      return url.origin === base
        ? new Response(null, { status: 302, headers: { location: "https://files.example/a" } })
        : new Response("file");
    };
    await from(`${base}/a`, base, watch);
    expect(seen).toEqual([false, true]);
  });
});
