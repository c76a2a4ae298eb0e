/** Every platform that Parley speaks. */
import type { PlatformName } from "../src/domain/platform.ts";
import type { Platform } from "./connector.ts";
import { discord } from "./discord/platform.ts";
import { telegram } from "./telegram/platform.ts";
import { x } from "./x/platform.ts";

export const registry: Record<PlatformName, Platform> = { x, telegram, discord };
