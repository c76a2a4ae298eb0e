/** What a browser may do with our answers. */
import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import type { Env } from "./router.ts";

const pages = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    // No nonce: a page that a cache gives to everybody could not have one.
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    // Avatars come from the platforms; in a demo from the sandbox, over plain HTTP on this machine.
    imgSrc: ["'self'", "data:", "blob:", "https:", "http://127.0.0.1:*", "http://localhost:*"],
    mediaSrc: ["'self'", "blob:"],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: "no-referrer",
  // Behind plain HTTP (the default, on this machine) it would be ignored; a proxy that speaks HTTPS sets its own.
  strictTransportSecurity: false,
});

/** Files of strangers, and answers to machines: never run, never framed. */
const inert = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], sandbox: [], frameAncestors: ["'none'"] },
  referrerPolicy: "no-referrer",
  strictTransportSecurity: false,
});

export const securityHeaders = createMiddleware<Env>((c, next) =>
  (/^\/(api\/media|webhooks)\//.test(c.req.path) ? inert : pages)(c, next),
);
