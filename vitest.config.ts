/** Three projects: `quick` and `workerd` run in `npm test`; `full` adds what takes longer. */
import { fileURLToPath } from "node:url";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const shared = { testTimeout: 30_000, hookTimeout: 60_000 };
const forks = { ...shared, pool: "forks" as const };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...forks,
          name: "quick",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.full.test.ts", "test/workerd/**"],
        },
      },
      { test: { ...forks, name: "full", include: ["test/**/*.full.test.ts"] } },
      {
        plugins: [
          cloudflareTest({
            // What is deployed; made in the global setup.
            main: "./dist/worker/worker.js",
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: {
                BRANDS: JSON.stringify({
                  "bobo.test": "bobo",
                  "www.bobo.test": "bobo",
                  "other.test": "other",
                  "killed.test": "killed",
                  "bridge.test": "bridge",
                }),
                PARLEY_KEY: "07".repeat(32),
                PARLEY_SETUP: "setup-secret-of-the-tests-0123456789",
              },
            },
          }),
        ],
        // The sandbox platforms run in Node; this project would take the browser's build of what they are made of.
        resolve: { alias: { ws: fileURLToPath(import.meta.resolve("ws")) } },
        test: {
          ...shared,
          name: "workerd",
          include: ["test/workerd/*.test.ts"],
          globalSetup: "test/workerd/sandboxes.ts",
        },
      },
    ],
  },
});
