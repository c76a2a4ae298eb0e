/** Moves an export into an object: asks where it stands, gives what comes next, until all of it is there and has been checked. */
import type { Keys } from "../../trust/keys.ts";
import type { Target } from "./client.ts";
import { openSealed } from "./sealed.ts";
import type { Progress } from "./progress.ts";
import { type BrandExport, checkExport } from "./read-export.ts";

const SEALED_A_CALL = 200;

export interface ImportOptions {
  brand: BrandExport;
  target: Target;
  /** That the credentials in the export were sealed with. */
  keys: Keys;
  progress: (what: string, done: number, total: number) => void;
}

/** Nothing is sent before the export is known to be whole and the key to fit. Rejects with ExportError, KeyError or TargetError. */
export async function importBrand({ brand, target, keys, progress }: ImportOptions): Promise<void> {
  const { manifest } = brand;
  checkExport(brand, (done, total) => progress("checked", done, total));
  const sealed = openSealed(keys, (table) => brand.rows(table));
  let at: Progress = await target.send("POST", "", brand.manifestText);
  while (at.state !== "done") {
    switch (at.state) {
      case "parts": {
        const part = manifest.parts[at.next];
        if (!part) throw new Error(`There is no part ${at.next}.`);
        at = await target.send("PUT", `/parts/${part.name}`, brand.part(part));
        progress("parts", at.state === "parts" ? at.next : manifest.parts.length, manifest.parts.length);
        break;
      }
      case "credentials":
        at = await target.send(
          "PUT",
          "/credentials",
          JSON.stringify({ from: at.next, values: sealed.slice(at.next, at.next + SEALED_A_CALL) }),
        );
        break;
      case "files": {
        const { after } = at;
        const hash = brand.files.find((one) => one > after);
        if (hash === undefined) throw new Error(`There is no file after ${after}.`);
        at = await target.send("PUT", `/files/${hash}`, brand.file(hash));
        progress("files", at.state === "files" ? at.done : brand.files.length, brand.files.length);
        break;
      }
      case "chain":
        progress("events verified", at.seq, manifest.log.seq);
        at = await target.send("POST", "/steps");
        break;
      case "search":
        progress("messages indexed", at.after, lastMessage(brand));
        at = await target.send("POST", "/steps");
        break;
      case "counts":
      case "public-search":
      case "counters":
        at = await target.send("POST", "/steps");
        break;
    }
  }
}

function lastMessage({ manifest }: BrandExport): number {
  return manifest.tables.find(({ name }) => name === "message")?.sequence ?? 0;
}
