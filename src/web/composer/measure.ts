/** The length of a text as its platform counts it; each platform's counting comes when first needed (X's is large). */
import { useEffect, useState } from "react";
import type { ConversationItem } from "../client/types.ts";

export type Measure = (text: string) => number;
type PlatformName = ConversationItem["platform"];
type Kind = ConversationItem["kind"];

const LOAD: Record<PlatformName, () => Promise<Record<Kind, Measure>>> = {
  telegram: async () => {
    const { measure } = await import("../../../connectors/telegram/measure.ts");
    return { direct: measure, public: measure };
  },
  discord: async () => {
    const { measureDiscord } = await import("../../../connectors/discord/measure.ts");
    return { direct: measureDiscord, public: measureDiscord };
  },
  x: async () => {
    const { measureDm, measurePost } = await import("../../../connectors/x/measure.ts");
    return { direct: measureDm, public: measurePost };
  },
};

const plain: Measure = (text) => text.length;
const loaded = new Map<PlatformName, Record<Kind, Measure>>();

/** UTF-16 units until the platform's own way of counting has loaded. */
export function useMeasure(platform: PlatformName, kind: Kind): Measure {
  const [, redraw] = useState(0);
  useEffect(() => {
    if (loaded.has(platform)) return undefined;
    let current = true;
    const load = async () => {
      loaded.set(platform, await LOAD[platform]());
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
