/** The site's one script. Every page reads and works without it: it remembers a chosen theme, prints, and says that a page was read. */

export const SCRIPT = `"use strict";
(() => {
  const root = document.documentElement;
  try {
    const kept = localStorage.getItem("parley.theme");
    if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  } catch {}
  addEventListener("DOMContentLoaded", () => {
    const toggle = document.getElementById("theme");
    if (toggle) {
      toggle.hidden = false;
      toggle.addEventListener("click", () => {
        const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
        root.dataset.theme = dark ? "light" : "dark";
        try {
          localStorage.setItem("parley.theme", root.dataset.theme);
        } catch {}
      });
    }
    for (const one of document.querySelectorAll("[data-print]")) {
      one.hidden = false;
      one.querySelector("button").addEventListener("click", () => print());
    }
    const seen = document.body.dataset.seen;
    if (!seen) return;
    const say = () => {
      if (document.visibilityState !== "visible") return;
      document.removeEventListener("visibilitychange", say);
      navigator.sendBeacon(seen);
    };
    document.addEventListener("visibilitychange", say);
    say();
  });
})();
`;
