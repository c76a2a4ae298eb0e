/** A running sandbox Discord with what tests of it need at hand, on a clock that the test moves. */
import { z } from "zod";
import type { Connector, ConnectorContext } from "../../connectors/connector.ts";
import { discord } from "../../connectors/discord/platform.ts";
import { silentLog } from "../../src/domain/log.ts";
import { createDiscordSandbox, DEFAULT_DISCORD_TOKEN } from "../../src/sandbox/discord/create.ts";
import { SendInput, type SandboxMessage, type SandboxPerson } from "../../src/sandbox/kit/user-side.ts";
import { startSandbox, type RunningSandbox } from "../../src/sandbox/start.ts";

const Described = z.object({
  botId: z.string(),
  guildId: z.string(),
  staffRoleId: z.string(),
  botRoleId: z.string(),
  sessions: z.number(),
});

export interface DiscordWorld {
  sandbox: RunningSandbox;
  token: string;
  /** Moves only by `pass`. */
  clock: { now(): number; pass(ms: number): void };
  botId: string;
  guildId: string;
  staffRoleId: string;
  botRoleId: string;
  /** Channel ids. */
  help: string;
  general: string;
  forum: string;
  /** A user named Lin. */
  lin: SandboxPerson;
  send(input: Partial<z.input<typeof SendInput>> & { text: string }): SandboxMessage;
  /** REST as plain HTTP, with the bot's token. */
  api(
    method: string,
    path: string,
    body?: unknown,
    token?: string,
  ): Promise<{ status: number; body: unknown; headers: Headers }>;
}

export async function discordWorld(options: { heartbeatMs?: number } = {}): Promise<DiscordWorld> {
  let now = Date.parse("2026-11-22T08:00:00Z");
  const clock = { now: () => now, pass: (ms: number) => void (now += ms) };
  const sandbox = await startSandbox(createDiscordSandbox({ ...options, now: clock.now }));
  const described = Described.parse(sandbox.side.special("describe", {}));
  const place = (title: string) => {
    const found = sandbox.side.places().find((candidate) => candidate.title === title);
    if (!found) throw new Error(`no place ${title}`);
    return found.id;
  };
  const lin = sandbox.side.addPerson({ name: "Lin 林", handle: "lin", role: "user" });
  return {
    sandbox,
    token: DEFAULT_DISCORD_TOKEN,
    clock,
    ...described,
    help: place("help-求助"),
    general: place("general"),
    forum: place("support-forum"),
    lin,
    send: (input) => {
      clock.pass(1_000);
      return sandbox.side.send(SendInput.parse({ from: lin.id, ...input }));
    },
    async api(method, path, body, token = DEFAULT_DISCORD_TOKEN) {
      const answer = await fetch(`${sandbox.url}/api/v10${path}`, {
        method,
        headers: { authorization: `Bot ${token}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === "" ? null : parse(text), headers: answer.headers };
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A connector of the sandbox's bot, as after a start of the process. */
export function openDiscord(
  world: DiscordWorld,
  settings: Record<string, unknown> = {},
  onLimit: ConnectorContext["onLimit"] = () => {},
): Connector {
  const parsed = discord.parseSettings({ apiUrl: world.sandbox.url, ...settings });
  const credentials = discord.parseCredentials({ token: world.token });
  return discord.open({
    settings: parsed,
    credentials: { read: () => credentials, swap: () => false },
    self: world.botId,
    clock: world.clock,
    log: silentLog,
    onLimit,
  });
}
