/** Posts to addresses of the public internet only: the name is resolved once, looked at, and the connection goes to what was looked at. */
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { SECOND_MS } from "../domain/time.ts";
import { type Post, type PostAnswer, PostError } from "../inbox/webhooks/send.ts";
import { addressIn, isPublicAddress, lookupAllowed } from "./public-address.ts";

/** `allowed` is for tests, whose receivers are on this machine. */
export function createPost(allowed: (address: string) => boolean = isPublicAddress): Post {
  return (target, { headers, body, signal }) =>
    new Promise<PostAnswer>((done, failed) => {
      const url = new URL(target);
      const address = addressIn(url);
      if (address !== null && !allowed(address)) {
        failed(refused());
        return;
      }
      const send = url.protocol === "https:" ? requestHttps : requestHttp;
      const options = { method: "POST", headers, signal, lookup: lookupAllowed(refused, allowed), agent: false };
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

const refused = () => new PostError("address-not-public");

function secondsOf(header: string | undefined): number | null {
  return /^[0-9]{1,6}$/.test(header ?? "") ? Number(header) * SECOND_MS : null;
}
