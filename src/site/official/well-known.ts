/** The list for programs, signed, with the key beside it: `docs/security.md` says how to verify it. */
import { Hono } from "hono";
import { directoryOf, signDirectory } from "../../qa/official/signed.ts";
import { publicKeyPem } from "../../trust/signing-key.ts";
import { answer } from "../answer.ts";
import type { SiteDeps } from "../view.ts";

const PATH = "/.well-known/parley-official";
/** Pages and programs of others may read it. */
const OPEN = { "access-control-allow-origin": "*" };

export function wellKnownRoutes({ store, keys, publicUrl }: SiteDeps): Hono {
  const read = () => directoryOf(store, keys, publicUrl);
  return new Hono()
    .get(`${PATH}.json`, async (c) => answer(c, { type: "json", body: (await read()).text, headers: OPEN }))
    .get(`${PATH}.json.sig`, async (c) => {
      const { text } = await read();
      const signature = await signDirectory(store, keys, text);
      return c.body(Buffer.from(signature), 200, {
        ...OPEN,
        "content-type": "application/octet-stream",
        "cache-control": "public, max-age=0, s-maxage=60, must-revalidate",
      });
    })
    .get(`${PATH}.pem`, async (c) =>
      answer(c, { type: "text", body: publicKeyPem((await read()).publicKey), headers: OPEN }),
    );
}
