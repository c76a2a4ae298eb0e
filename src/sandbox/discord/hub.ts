/** Joins the world with those who watch it: gateway sessions and the user's pages. */
import type { ShapeContext } from "./shapes.ts";
import type { World } from "./world.ts";

/** The intent bits that the sandbox knows (docs: Gateway, "List of Intents"). */
export const INTENT = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  guildReactions: 1 << 10,
  directMessages: 1 << 12,
  directReactions: 1 << 13,
  messageContent: 1 << 15,
} as const;

export interface Dispatch {
  name: string;
  /** A session gets it where it asked for this intent. */
  intent: number;
  /** Built per session, since content may be hidden from some. */
  data(context: ShapeContext): Record<string, unknown>;
}

export interface Hub {
  world: World;
  /** With the content that the application may see over REST. */
  shapes(): ShapeContext;
  dispatch(event: Dispatch): void;
  watch(changed: () => void): () => void;
}
