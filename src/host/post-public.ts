/** Posts to addresses of the public internet only: the name is resolved once, looked at, and the connection goes to what was looked at. */
import { lookup as resolve } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { SECOND_MS } from "../domain/time.ts";
import { type Post, type PostAnswer, PostError } from "../inbox/webhooks/send.ts";

/** What IANA's special-purpose registries keep from the public, and what leads to it by another spelling. */
const NOT_PUBLIC = new BlockList();
for (const [address, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  NOT_PUBLIC.addSubnet(address, bits, "ipv4");
/** Of IPv6 only this part is given out (RFC 4291); within it, these are tunnels and examples. */
const GIVEN_OUT = new BlockList();
GIVEN_OUT.addSubnet("2000::", 3, "ipv6");
for (const [address, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  NOT_PUBLIC.addSubnet(address, bits, "ipv6");

/** Whether an address is one that anybody on the internet may reach. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !NOT_PUBLIC.check(address, "ipv4");
  return family === 6 && GIVEN_OUT.check(address, "ipv6") && !NOT_PUBLIC.check(address, "ipv6");
}

/** `allowed` is for tests, whose receivers are on this machine. */
export function createPost(allowed: (address: string) => boolean = isPublicAddress): Post {
  return (target, { headers, body, signal }) =>
    new Promise<PostAnswer>((done, failed) => {
      const url = new URL(target);
      const literal = url.hostname.replace(/^\[|\]$/g, "");
      if (isIP(literal) !== 0 && !allowed(literal)) {
        failed(new PostError("address-not-public"));
        return;
      }
      const send = url.protocol === "https:" ? requestHttps : requestHttp;
      const options = { method: "POST", headers, signal, lookup: lookupAllowed(allowed), agent: false };
      const request = send(url, options, (response) => {
        // What it says beyond its status is of no interest, and may be endless.
        response.destroy();
        done({ status: response.statusCode ?? 0, retryAfterMs: secondsOf(response.headers["retry-after"]) });
      });
      request.once("error", (error) => {
        if (signal.aborted) failed(signal.reason instanceof Error ? signal.reason : error);
        else failed(error instanceof PostError ? error : new PostError("unreachable"));
      });
      request.end(body);
    });
}

/** Every address of the name must be allowed: one that is not is no accident. */
function lookupAllowed(allowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "", 0);
      const [first] = addresses;
      if (!first || addresses.some(({ address }) => !allowed(address)))
        return callback(new PostError("address-not-public"), "", 0);
      return options.all === true ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

function secondsOf(header: string | undefined): number | null {
  return /^[0-9]{1,6}$/.test(header ?? "") ? Number(header) * SECOND_MS : null;
}
