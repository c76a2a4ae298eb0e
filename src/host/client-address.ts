/** Where a request to the Node process comes from. */
import { isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** The socket's other end; behind a proxy on this machine, the address that the proxy saw. Others could write anything into the header. */
export function clientAddress(c: Context): string {
  const { address = "" } = getConnInfo(c).remote;
  const seen = c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  // With a port, each connection would count as somebody else.
  return LOOPBACK.test(address) && isIP(seen) !== 0 ? seen : address;
}
