/** What a browser may do with our answers; the Worker's own answers carry the same. */
import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import { isHttps, type Outside } from "./cookies.ts";

/** Nothing of the machine that an inbox needs. */
const UNUSED =
  "accelerometer autoplay camera display-capture geolocation gyroscope hid magnetometer microphone midi payment serial usb xr-spatial-tracking".split(
    " ",
  );

const common = {
  referrerPolicy: "no-referrer",
  crossOriginOpenerPolicy: "same-origin",
  crossOriginResourcePolicy: "same-origin",
  permissionsPolicy: Object.fromEntries(UNUSED.map((name) => [name, false])),
  // Set below, where the browser speaks HTTPS.
  strictTransportSecurity: false,
} as const;

const pages = secureHeaders({
  ...common,
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    // No nonce: a page that a cache gives to everybody could not have one.
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    // Avatars come from the platforms; in a demo from the sandbox, over plain HTTP on this machine.
    imgSrc: ["'self'", "data:", "blob:", "https:", "http://127.0.0.1:*", "http://localhost:*"],
    mediaSrc: ["'self'", "blob:"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    // Text becomes markup nowhere: a script that tried would throw.
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: ["'none'"],
  },
});

/** Files of strangers, and answers to machines: never run, never framed. */
const inert = secureHeaders({
  ...common,
  contentSecurityPolicy: { defaultSrc: ["'none'"], sandbox: [], frameAncestors: ["'none'"] },
});

const TWO_YEARS_SECONDS = 63_072_000;

/** What is for one person, or is spent by asking: kept by no cache, unless the route says how. */
const PRIVATE = /^\/(api|bridge|metrics|open)(\/|$)/;

/** For every answer, errors and files included. */
export const securityHeaders = (deps: Outside) =>
  createMiddleware(async (c, next) => {
    await (/^\/(api\/media|webhooks)\//.test(c.req.path) ? inert : pages)(c, next);
    if (PRIVATE.test(c.req.path) && !c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
    // Over plain HTTP browsers would ignore it.
    if (isHttps(c, deps)) c.res.headers.set("strict-transport-security", `max-age=${TWO_YEARS_SECONDS}`);
  });
