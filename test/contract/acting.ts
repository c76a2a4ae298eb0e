/** Operations as the suite performs them, and what is seen of them. */
import { expect } from "vitest";
import type { Connector, MessageSnapshot, Operation, OutgoingMedia } from "../../connectors/connector.ts";
import { ConnectorError } from "../../connectors/errors.ts";
import type { PlaceKind } from "../../src/domain/platform.ts";
import type { SandboxMessage } from "../../src/sandbox/kit/user-side.ts";
import type { Stage } from "./driver.ts";
import { begin, readMessage } from "./reading.ts";

export const never = () => new AbortController().signal;

/** A 1×1 picture. */
export const PICTURE = {
  name: "dot.png",
  mime: "image/png",
  base64: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
};
export const pictureBytes = () => new Uint8Array(Buffer.from(PICTURE.base64, "base64"));

let keys = 0;

export function replyTo(message: MessageSnapshot, text: string, media: OutgoingMedia[] = []): Operation {
  if (!message.person) throw new Error("nobody to answer");
  keys += 1;
  return {
    kind: "reply",
    inReplyTo: message.id,
    place: message.place,
    personId: message.person.id,
    text,
    media,
    key: `contract-${keys}`,
  };
}

export const picture = (): OutgoingMedia => ({
  name: PICTURE.name,
  mime: PICTURE.mime,
  size: pictureBytes().length,
  read: async () => pictureBytes(),
});

export interface Conversation {
  connector: Connector;
  said: SandboxMessage;
  message: MessageSnapshot;
}

/** The person wrote, and the connector brought it. */
export async function conversation(
  stage: Stage,
  kind: PlaceKind,
  words = "my account is locked",
): Promise<Conversation> {
  const connector = stage.open();
  const cursor = await begin(connector);
  const said = stage.say(kind, words);
  const { message } = await readMessage(connector, cursor, words);
  return { connector, said, message };
}

/** What people see where the person wrote. */
export const seen = (stage: Stage, said: SandboxMessage): SandboxMessage[] =>
  stage.sandbox.side.messages(said.placeId).filter((message) => !message.deleted);

export const seenWith = (stage: Stage, said: SandboxMessage, words: string): SandboxMessage[] =>
  seen(stage, said).filter((message) => message.text.includes(words));

/** The ConnectorError that a promise rejects with; fails the test where it resolves or throws anything else. */
export async function connectorError(promise: Promise<unknown>): Promise<ConnectorError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConnectorError);
  return error as ConnectorError;
}

/** Waits until the sandbox's people see a change after which this holds. */
export async function untilSeen(stage: Stage, met: () => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!met()) return;
      stop();
      resolve();
    };
    const stop = stage.sandbox.side.watch(() => look());
    look();
  });
}
