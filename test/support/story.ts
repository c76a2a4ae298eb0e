/** Short words for stories over a world: who writes where, and what has come of it. */
import { vi } from "vitest";
import type { PlatformName } from "../../src/domain/platform.ts";
import { brandOf, NEWCOMER } from "../../src/sandbox/furnish.ts";
import type { SandboxMessage, SandboxPerson } from "../../src/sandbox/kit/user-side.ts";
import { account } from "../../src/store/schema.ts";
import type { Conversation } from "../../src/store/conversation-state.ts";
import { createWorld, type World } from "./world.ts";

export interface Story extends World {
  /** The newcomer, or somebody else by name. */
  person(platform: PlatformName, handle?: string): SandboxPerson;
  /** Writes to the brand, in private unless a place is named (X: a mention), and waits until it has come in. */
  ask(platform: PlatformName, text: string, place?: string): Promise<SandboxMessage>;
  /** Lets the world work until that is so. */
  until(condition: () => boolean): Promise<void>;
  /** The only conversation, or that of the text. */
  conversation(excerpt?: string): Conversation;
  outbound(): ReturnType<World["messages"]>;
  states(): string[];
}

/** A world that listens, with accounts on these platforms. */
export async function tellStory(...platforms: PlatformName[]): Promise<Story> {
  const world = await createWorld(platforms);
  const { store } = world.inbox;
  world.inbox.listen("here");
  const until = async (condition: () => boolean) => {
    const worked = async () => {
      await world.settle();
      return condition();
    };
    await vi.waitUntil(worked, { timeout: 15_000, interval: 10 });
  };
  await until(() =>
    store.db
      .select()
      .from(account)
      .all()
      .every((row) => row.cursor !== null),
  );
  const person = (platform: PlatformName, handle: string = NEWCOMER.handle) => {
    const { side } = world.sandboxes[platform];
    return side.people().find((one) => one.handle === handle) ?? side.addPerson({ name: handle, handle, role: "user" });
  };
  const all = () => world.conversations().flatMap((row) => world.messages(row.id));
  return {
    ...world,
    person,
    until,
    async ask(platform, text, place) {
      const from = person(platform).id;
      const isPost = platform === "x" && place !== undefined;
      const said = world.say(platform, {
        from,
        text,
        ...(isPost ? {} : place === undefined ? { to: brandOf(world.sandboxes[platform].side).id } : { place }),
      });
      // Platforms write a mention in their own way.
      const words = text.replace(/^@\S+ /u, "");
      await until(() => all().some((row) => row.direction === "inbound" && row.text.endsWith(words)));
      return said;
    },
    conversation(excerpt) {
      const rows = world.conversations();
      const found = excerpt === undefined ? rows[0] : rows.find((row) => row.excerpt === excerpt);
      if (!found) throw new Error("there is no such conversation");
      return found;
    },
    outbound: () => all().filter((row) => row.direction === "outbound"),
    states: () => world.deliveries().map((row) => row.state),
  };
}
