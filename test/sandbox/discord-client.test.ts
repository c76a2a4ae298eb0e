/** discord.js' whole Client, with its caches and structures, takes the sandbox for Discord. */
import { ChannelType, Client, Events, GatewayIntentBits, type Message, Partials } from "discord.js";
import { expect, test } from "vitest";
import { discordWorld } from "../support/discord.ts";

test("a bot made with discord.js reads, answers, reacts and opens a thread", async () => {
  const world = await discordWorld();
  const client = new Client({
    rest: { api: `${world.sandbox.url}/api` },
    partials: [Partials.Channel],
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      GatewayIntentBits.MessageContent,
    ],
  });
  try {
    const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
    await client.login(world.token);
    await ready;
    const guild = client.guilds.cache.get(world.guildId);
    expect(guild?.channels.cache.map((channel) => channel.type)).toEqual([
      ChannelType.GuildText,
      ChannelType.GuildText,
      ChannelType.GuildForum,
    ]);

    const next = () => new Promise<Message>((resolve) => client.once(Events.MessageCreate, resolve));
    const mentioned = next();
    world.send({ place: world.help, text: "@bobo-support help" });
    const message = await mentioned;
    expect(message.mentions.has(client.user ?? "")).toBe(true);
    await message.reply("on it");
    await message.react("👀");
    const thread = await message.startThread({ name: "Lin" });
    await thread.send("here");
    expect(world.sandbox.side.messages(world.help)).toMatchObject([
      { reactions: [{ emoji: "👀", by: world.botId }] },
      { text: "on it", replyTo: message.id },
    ]);
    expect(world.sandbox.side.messages(thread.id)).toMatchObject([{ text: "here" }]);

    const direct = new Promise<Message>((resolve) =>
      client.on(Events.MessageCreate, (said) => {
        if (said.channel.isDMBased() && !said.author.bot) resolve(said);
      }),
    );
    world.send({ to: world.botId, text: "in private" });
    await (await direct).reply("heard");
    expect(world.sandbox.ledger.effects().map((entry) => entry.effect?.kind)).toEqual([
      "message",
      "react",
      "thread",
      "message",
      "message",
    ]);
  } finally {
    await client.destroy();
    await world.sandbox.close();
  }
});
