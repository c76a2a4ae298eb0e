/** The length of a text as its platform counts it; X's counting is large and comes when first needed. */
import { useEffect, useState } from "react";
import type { ConversationItem } from "../client/types.ts";

type Measure = (text: string) => number;
type PlatformName = ConversationItem["platform"];

const plain: Measure = (text) => text.length;
const loaded = new Map<PlatformName, Measure>();

const modules = import.meta.glob<{ measure: Measure }>("../../../connectors/*/measure.ts");

async function load(platform: PlatformName): Promise<Measure> {
  const module = await modules[`../../../connectors/${platform}/measure.ts`]?.();
  const measure = module?.measure ?? plain;
  loaded.set(platform, measure);
  return measure;
}

/** UTF-16 units until the platform's own way of counting has loaded. */
export function useMeasure(platform: PlatformName): Measure {
  const [measure, setMeasure] = useState<Measure>(() => loaded.get(platform) ?? plain);
  useEffect(() => {
    let current = true;
    void load(platform).then((found) => {
      if (current) setMeasure(() => found);
    });
    return () => {
      current = false;
    };
  }, [platform]);
  return measure;
}
