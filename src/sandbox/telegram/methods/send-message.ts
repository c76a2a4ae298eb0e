/** sendMessage. https://core.telegram.org/bots/api#sendmessage */
import { z } from "zod";
import { parseText } from "../entities.ts";
import { badRequest } from "../errors.ts";
import type { Entity } from "../model.ts";
import { json, read, SendBase } from "../params.ts";
import { messageOf } from "../wire.ts";
import type { Call, Method } from "./call.ts";
import { destination, postTo } from "./outgoing.ts";

export const EntityList = z.array(
  z.object({ type: z.string(), offset: z.int(), length: z.int(), url: z.string().exactOptional() }),
);
const Input = SendBase.extend({
  text: z.string(),
  parse_mode: z.string().exactOptional(),
  entities: json(EntityList).exactOptional(),
});

/** Text as shown, within the limit that counts UTF-16 units after entities are parsed. */
export function shownText(
  raw: string,
  parseMode: string | undefined,
  given: Entity[] | undefined,
): { text: string; entities: Entity[] } {
  const parsed = parseText(raw, parseMode);
  return { text: parsed.text.trim(), entities: given ?? parsed.entities };
}

export const sendMessage: Method = (call: Call) => {
  const input = read(Input, call.params);
  const to = destination(call, input);
  const { text, entities } = shownText(input.text, input.parse_mode, input.entities);
  if (text === "") throw badRequest("message text is empty");
  if (text.length > 4_096) throw badRequest("message is too long");
  return messageOf(call.world, postTo(call, to, { text, entities }));
};
