/** The frame of a page that stands alone: one narrow column, the language and the theme at its foot. */
import { Contrast } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "../i18n/language.tsx";
import { toggleTheme } from "../shell/theme.ts";
import { Icon } from "../ui/icon.tsx";
import "../styles/people.css";

export function AlonePage({ title, children }: { title: string; children: ReactNode }) {
  const { t, language, setLanguage } = useT();
  const other = language === "en" ? "zh-CN" : "en";
  return (
    <main className="alone">
      <div className="brand">
        <span className="mark" aria-hidden="true">
          P
        </span>
        Parley
      </div>
      <h1>{title}</h1>
      {children}
      <footer>
        <button type="button" className="btn quiet" lang={other} onClick={() => setLanguage(other)}>
          {other === "en" ? "English" : "中文"}
        </button>
        <button type="button" className="btn quiet sq" onClick={toggleTheme} title={t.toggleTheme}>
          <Icon of={Contrast} />
          <span className="vh">{t.toggleTheme}</span>
        </button>
      </footer>
    </main>
  );
}
