/** One GET whose connection goes to the address that was looked at, so that a name cannot resolve to another in between. */
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { Readable } from "node:stream";
import type { FetchFile } from "../../connectors/connector.ts";
import { ConnectorError } from "../../connectors/errors.ts";
import { addressIn, isPublicAddress, lookupAllowed } from "./public-address.ts";

const NO_BODY = new Set([204, 205, 304]);

/** `look` is for tests, whose names resolve as they say. */
export function createFetchFile(look?: Parameters<typeof lookupAllowed>[2]): FetchFile {
  const pinned = lookupAllowed(refused, isPublicAddress, look);
  return (url, { signal, onlyPublic }) =>
    new Promise<Response>((done, failed) => {
      const address = addressIn(url);
      if (onlyPublic && address !== null && !isPublicAddress(address)) {
        failed(refused());
        return;
      }
      const send = url.protocol === "https:" ? requestHttps : requestHttp;
      // Unpacked by nobody: what a small answer unpacks to could fill the memory.
      const headers = { accept: "*/*", "accept-encoding": "identity" };
      const options = { headers, signal, agent: false, ...(onlyPublic ? { lookup: pinned } : {}) };
      const request = send(url, options, (answer) => {
        const status = answer.statusCode ?? 502;
        const fields = Object.entries(answer.headers).flatMap(([name, value]) =>
          typeof value === "string" ? [[name, value] as [string, string]] : [],
        );
        const body = NO_BODY.has(status) ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
        done(new Response(body, { status, headers: fields }));
      });
      request.once("error", failed);
      request.end();
    });
}

const refused = () => new ConnectorError("permanent", { code: "address-not-public" });
