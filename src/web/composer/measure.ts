/** The length of a text as its platform counts it; each platform's counting comes when first needed (X's is large). */
import { useEffect, useState } from "react";
import type { ConversationItem } from "../client/types.ts";

export type Measure = (text: string) => number;
type PlatformName = ConversationItem["platform"];
type Kind = ConversationItem["kind"];

const MODULES = import.meta.glob<Record<string, unknown>>("../../../connectors/*/measure.ts");
const NAMES: Record<PlatformName, Record<Kind, string>> = {
  telegram: { direct: "measure", public: "measure" },
  discord: { direct: "measureDiscord", public: "measureDiscord" },
  x: { direct: "measureDm", public: "measurePost" },
};

async function loadMeasures(platform: PlatformName): Promise<Record<Kind, Measure>> {
  const module = (await MODULES[`../../../connectors/${platform}/measure.ts`]?.()) ?? {};
  const named = (name: string): Measure => {
    const found = module[name];
    return typeof found === "function" ? (text) => Number(found(text)) : plain;
  };
  return { direct: named(NAMES[platform].direct), public: named(NAMES[platform].public) };
}

const plain: Measure = (text) => text.length;
const loaded = new Map<PlatformName, Record<Kind, Measure>>();

/** UTF-16 units until the platform's own way of counting has loaded. */
export function useMeasure(platform: PlatformName, kind: Kind): Measure {
  const [, redraw] = useState(0);
  useEffect(() => {
    if (loaded.has(platform)) return undefined;
    let current = true;
    const load = async () => {
      loaded.set(platform, await loadMeasures(platform));
      if (current) redraw((count) => count + 1);
    };
    // Without it the plain count stands; the server counts again in any case.
    load().catch(() => {});
    return () => {
      current = false;
    };
  }, [platform]);
  return loaded.get(platform)?.[kind] ?? plain;
}
