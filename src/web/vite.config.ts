/** Builds the workspace to dist/web: one page, scripts and styles under /assets/, nothing inline. */
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    // light-dark() and oklch() stay as written: every browser below can read them.
    target: "es2023",
    cssTarget: ["chrome125", "edge125", "firefox128", "safari18"],
    // A strict content security policy refuses scripts and fonts inlined as data.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": "http://127.0.0.1:7100" },
  },
});
