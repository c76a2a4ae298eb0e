/** The theme: what was chosen, otherwise the system's. `theme.js` applies it before the first paint. */
import { store } from "../ui/storage.ts";

export type Theme = "light" | "dark" | "system";

const KEY = "parley.theme";

export function setTheme(theme: Theme): void {
  const root = document.documentElement.dataset;
  if (theme === "system") {
    store(KEY, null);
    delete root["theme"];
  } else {
    store(KEY, theme);
    root["theme"] = theme;
  }
}

/** Switches to the opposite of what is on the screen. */
export function toggleTheme(): void {
  const chosen = document.documentElement.dataset["theme"];
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  setTheme(dark ? "light" : "dark");
}
