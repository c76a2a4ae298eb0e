/** Starts the workspace. */
import "./client/no-eval.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { loadLanguage } from "./i18n/language.tsx";
import { App } from "./shell/app.tsx";
import "./styles/main.css";

const element = document.getElementById("root");
if (!element) throw new Error("index.html has no #root");
const root = createRoot(element);
const language = await loadLanguage();
root.render(
  <StrictMode>
    <App language={language} />
  </StrictMode>,
);
