/** Where drizzle-kit reads the schema and writes migrations that both hosts apply. */
import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "sqlite",
  driver: "durable-sqlite",
  schema: "./src/store/schema.ts",
  out: "./migrations",
});
