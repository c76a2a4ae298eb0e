/** The sections of the settings, as the palette offers them. */
import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Self } from "./registry.ts";
import { useT } from "../i18n/language.tsx";
import type { Command } from "../shell/palette.tsx";

type Registry = typeof import("./registry.ts");

/** Empty for the moment in which the list of sections is fetched. */
export function useSettingsCommands(me: Self | undefined): Command[] {
  const { t, language } = useT();
  const router = useRouter();
  const [registry, setRegistry] = useState<Registry | null>(null);
  useEffect(() => {
    let gone = false;
    void import("./registry.ts").then((loaded) => {
      if (!gone) setRegistry(loaded);
    });
    return () => {
      gone = true;
    };
  }, []);
  if (!registry || !me) return [];
  return registry.SECTIONS.filter((one) => registry.sees(me, one)).map((section) => ({
    key: `settings ${section.path}`,
    group: "go",
    icon: section.icon,
    word: `${t.settings} · ${registry.nameOf(section, language)}`,
    run: () => router.history.push(`/settings/${section.path}`),
  }));
}
