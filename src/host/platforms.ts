/** The connectors, complete: a platform without one is a fault of this program. */
import type { Platform } from "../../connectors/connector.ts";
import { registry } from "../../connectors/registry.ts";
import type { PlatformName } from "../domain/platform.ts";

function connectorFor(name: PlatformName): Platform {
  const platform = registry[name];
  if (!platform) throw new Error(`There is no connector for ${name}.`);
  return platform;
}

export const platforms: Record<PlatformName, Platform> = {
  x: connectorFor("x"),
  telegram: connectorFor("telegram"),
  discord: connectorFor("discord"),
};
