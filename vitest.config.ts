/**
 * Five projects. `npm test` runs `quick` (in one process), `outside` (browsers, the command line, processes that are killed), `workerd` (what is deployed) and `suites` (the
 * shared suites inside workerd); `full` adds what takes longer.
 */
import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { esmExternalRequirePlugin } from "vite";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const shared = { testTimeout: 30_000, hookTimeout: 60_000 };
const OUTSIDE = "test/{browser,cli,faults}/*.test.ts";
const forks = { ...shared, pool: "forks" as const };

/** As wrangler does by the rule in wrangler.toml. */
const sqlAsText = {
  name: "sql-as-text",
  transform: (code: string, id: string) => (id.endsWith(".sql") ? `export default ${JSON.stringify(code)}` : null),
};

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [sqlAsText],
        test: {
          ...forks,
          name: "quick",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.full.test.ts", "test/workerd/**", OUTSIDE],
          // Nothing is kept outside an inbox, so files may follow each other in one worker; loading everything anew for each takes a third of the time.
          isolate: false,
        },
      },
      { test: { ...forks, name: "outside", include: [OUTSIDE], exclude: ["test/**/*.full.test.ts"] } },
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
                  "people.test": "people",
                  "bridge.test": "bridge",
                  "hooks.test": "hooks",
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
      {
        plugins: [
          sqlAsText,
          cloudflareTest({
            main: "./test/workerd/suites/object.ts",
            // Each cut that a test asks for would be told as an exception.
            verbose: false,
            miniflare: {
              compatibilityDate: "2026-10-01",
              compatibilityFlags: ["nodejs_compat"],
              durableObjects: { HOST: { className: "Host", useSQLite: true } },
            },
          }),
        ],
        // Not in node_modules, which several worktrees may share.
        cacheDir: here("dist/vite-suites"),
        resolve: {
          alias: [
            { find: /^@hono\/node-server$/, replacement: here("test/workerd/suites/node-server.ts") },
            { find: /^ws\/(lib\/.*)$/, replacement: here("node_modules/ws/$1") },
            { find: /^ws$/, replacement: here("test/workerd/suites/ws.ts") },
            { find: /^.*\/test-database\.ts$/, replacement: here("test/workerd/suites/test-database.ts") },
            { find: /^node-fetch$/, replacement: here("src/host/worker/node-fetch.ts") },
          ],
        },
        test: {
          ...shared,
          name: "suites",
          // Each test has an object of its own; loading everything again for each file would take most of the time.
          isolate: false,
          include: ["test/{contract,migrations,scenario}/*.test.ts"],
          globalSetup: "test/workerd/suites/door.ts",
          setupFiles: "test/workerd/suites/setup.ts",
          // Bundled, as for a deployment: the aliases reach them only so.
          deps: {
            optimizer: {
              ssr: {
                enabled: true,
                include: ["telegraf", "@discordjs/ws", "ws/lib/websocket-server.js"],
                rolldownOptions: { plugins: [esmExternalRequirePlugin({ external: [/^node:/, ...builtinModules] })] },
              },
            },
          },
        },
      },
    ],
  },
});
