/** Telegram: private chats, groups and topics, channel comments and business accounts, through one bot. */
import type { Connector, ConnectorContext, Platform } from "../connector.ts";
import { answerability } from "./answerability.ts";
import { Api } from "./api.ts";
import { capabilities, capabilitiesAt } from "./capabilities.ts";
import { identify } from "./identify.ts";
import { limitScopes } from "./ids.ts";
import { openMedia } from "./media.ts";
import { posts } from "./posts.ts";
import { pull } from "./pull.ts";
import { attach, detach, receive } from "./receive.ts";
import { perform } from "./send.ts";
import { parseCredentials, parseSettings } from "./settings.ts";

/** A long poll waits by itself; this only keeps an eager host from spinning. */
const PULL_EVERY_MS = 500;

export const telegram: Platform = {
  name: "telegram",
  capabilities,
  capabilitiesAt,
  parseSettings,
  parseCredentials,
  open,
};

/** `findSent` is absent: a bot cannot read what it has sent. */
function open(context: ConnectorContext): Connector {
  const api = new Api(context);
  const common: Connector = {
    identify: async (signal) => identify(api, signal),
    openMedia: async (id, fetchFile, signal) => openMedia(api, id, fetchFile, signal),
    answerability: (target, now) => answerability(target, now, api.knownHandle),
    perform: async (operation, signal) => perform(api, operation, signal),
    limitScopes,
    posts: posts(api),
  };
  if (api.settings.mode === "poll") {
    return { ...common, pull: async (cursor, options) => pull(api, cursor, options), pullEveryMs: PULL_EVERY_MS };
  }
  return {
    ...common,
    receive: async (request) => receive(api, request),
    attach: async (url, signal) => attach(api, url, signal),
    detach: async (signal) => detach(api, signal),
  };
}
