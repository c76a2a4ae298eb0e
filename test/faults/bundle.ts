/** Puts the child into one file: it starts a dozen times in a test, and reading hundreds of sources takes most of that. */
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";

const ROOT = join(import.meta.dirname, "../..");
/** A native module, and optional ones that are not installed. */
const EXTERNAL = ["better-sqlite3", "zlib-sync", "bufferutil", "utf-8-validate"];

export interface Bundle {
  path: string;
  remove(): void;
}

/** The file lies as deep as the sources, beside links to what they find by relative path. */
export async function bundleChild(): Promise<Bundle> {
  const directory = mkdtempSync(join(tmpdir(), "parley-child-"));
  for (const name of ["migrations", "node_modules"]) symlinkSync(join(ROOT, name), join(directory, name));
  const outDir = join(directory, "src/host");
  await build({
    configFile: false,
    logLevel: "error",
    root: ROOT,
    build: {
      ssr: join(import.meta.dirname, "child.ts"),
      outDir,
      target: "node22",
      rolldownOptions: { external: EXTERNAL, output: { codeSplitting: false } },
    },
    ssr: { noExternal: true, external: EXTERNAL },
  });
  return { path: join(outDir, "child.js"), remove: () => rmSync(directory, { recursive: true, force: true }) };
}
