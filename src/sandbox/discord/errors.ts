/** Failures in Discord's own form: `{code, message, errors}` with an HTTP status. */

export class DiscordError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405;
  readonly code: number;
  readonly errors: Record<string, unknown> | undefined;

  constructor(status: DiscordError["status"], code: number, message: string, errors?: Record<string, unknown>) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  body(): Record<string, unknown> {
    return { message: this.message, code: this.code, ...(this.errors ? { errors: this.errors } : {}) };
  }
}

export const unauthorized = () => new DiscordError(401, 0, "401: Unauthorized");
export const noRoute = () => new DiscordError(404, 0, "404: Not Found");
export const unknownChannel = () => new DiscordError(404, 10003, "Unknown Channel");
export const unknownGuild = () => new DiscordError(404, 10004, "Unknown Guild");
export const unknownMember = () => new DiscordError(404, 10007, "Unknown Member");
export const unknownMessage = () => new DiscordError(404, 10008, "Unknown Message");
export const unknownUser = () => new DiscordError(404, 10013, "Unknown User");
export const missingAccess = () => new DiscordError(403, 50001, "Missing Access");
export const notTheAuthor = () => new DiscordError(403, 50005, "Cannot edit a message authored by another user");
export const emptyMessage = () => new DiscordError(400, 50006, "Cannot send an empty message");
export const cannotDm = () => new DiscordError(403, 50007, "Cannot send messages to this user");
export const missingPermissions = () => new DiscordError(403, 50013, "Missing Permissions");
export const tagRequired = () =>
  new DiscordError(400, 40067, "A tag is required to create a forum post in this channel");
export const threadExists = () => new DiscordError(400, 160004, "A thread has already been created for this message");

/** 50035 for one field, named as in the request body. */
export function invalidField(field: string, code: string, message: string): DiscordError {
  return new DiscordError(400, 50035, "Invalid Form Body", { [field]: { _errors: [{ code, message }] } });
}
