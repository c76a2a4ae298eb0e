/** The length of a text as its platform counts it; each platform's counting comes when first needed (X's is large). */
import { useEffect, useState } from "react";
import type { ConversationItem } from "../client/types.ts";

export type Measure = (text: string) => number;
/** US dollars for one message; null: the platform takes nothing. */
export type Price = (text: string) => number | null;
interface Counting {
  measure: Measure;
  price: Price;
}
type PlatformName = ConversationItem["platform"];
type Kind = ConversationItem["kind"];

const free: Price = () => null;

const LOAD: Record<PlatformName, () => Promise<Record<Kind, Counting>>> = {
  telegram: async () => {
    const { measure } = await import("../../../connectors/telegram/measure.ts");
    const counting = { measure, price: free };
    return { direct: counting, public: counting };
  },
  discord: async () => {
    const { measureDiscord } = await import("../../../connectors/discord/measure.ts");
    const counting = { measure: measureDiscord, price: free };
    return { direct: counting, public: counting };
  },
  x: async () => {
    const { measureDm, measurePost, priceOfDm, priceOfPost } = await import("../../../connectors/x/measure.ts");
    return {
      direct: { measure: measureDm, price: priceOfDm },
      public: { measure: measurePost, price: priceOfPost },
    };
  },
};

const plain: Counting = { measure: (text) => text.length, price: free };
const loaded = new Map<PlatformName, Record<Kind, Counting>>();

/** UTF-16 units until the platform's own way of counting has loaded. */
export function useCounting(platform: PlatformName, kind: Kind): Counting {
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

export function useMeasure(platform: PlatformName, kind: Kind): Measure {
  return useCounting(platform, kind).measure;
}
