/** What the desk and the API may ask of the connectors without knowing them. */
import type { AnswerTarget, Answerability, Place, PlaceCapabilities, Platform } from "../../connectors/connector.ts";
import type { PlatformName } from "../domain/platform.ts";
import type { EpochMs } from "../domain/time.ts";

export interface PlatformLookup {
  /** The module of a platform, for parsing settings and credentials. */
  platform: (name: PlatformName) => Platform;
  capabilities: (name: PlatformName, place: Pick<Place, "id" | "kind">) => PlaceCapabilities;
  /** Whether an answer can go there now; `unknown` where the account's connector cannot be opened. */
  answerability: (accountId: number, target: AnswerTarget, now: EpochMs) => Answerability;
}
