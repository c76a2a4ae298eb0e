/** The methods that the sandbox has: its coverage table. Anything else answers 404 as an unknown method does. */
import type { Method } from "./call.ts";
import { deleteBusinessMessages, deleteMessage, deleteMessages } from "./delete.ts";
import { editMessageCaption, editMessageText } from "./edit.ts";
import { setMessageReaction } from "./react.ts";
import { getBusinessConnection, getChat, getChatMember, getFile, getMe } from "./reads.ts";
import { sendFile, sendMediaGroup } from "./send-media.ts";
import { sendMessage } from "./send-message.ts";
import { deleteWebhook, getUpdates, getWebhookInfo, setWebhook } from "./updates.ts";

export const METHODS: Record<string, Method> = {
  deleteBusinessMessages,
  deleteMessage,
  deleteMessages,
  deleteWebhook,
  editMessageCaption,
  editMessageText,
  getBusinessConnection,
  getChat,
  getChatMember,
  getFile,
  getMe,
  getUpdates,
  getWebhookInfo,
  sendAnimation: sendFile("animation"),
  sendAudio: sendFile("audio"),
  sendDocument: sendFile("document"),
  sendMediaGroup,
  sendMessage,
  sendPhoto: sendFile("photo"),
  sendVideo: sendFile("video"),
  sendVoice: sendFile("voice"),
  setMessageReaction,
  setWebhook,
};

const BY_LOWER_NAME = new Map(Object.entries(METHODS).map(([name, method]) => [name.toLowerCase(), method]));

/** Method names are not case-sensitive. */
export const methodNamed = (name: string): Method | null => BY_LOWER_NAME.get(name.toLowerCase()) ?? null;
