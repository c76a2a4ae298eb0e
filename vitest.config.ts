/** Two projects: `quick` runs in `npm test`; `full` adds what takes longer. */
import { defineConfig } from "vitest/config";

const shared = { testTimeout: 30_000, hookTimeout: 60_000, pool: "forks" as const };

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: "quick", include: ["test/**/*.test.ts"], exclude: ["test/**/*.full.test.ts"] } },
      { test: { ...shared, name: "full", include: ["test/**/*.full.test.ts"] } },
    ],
  },
});
