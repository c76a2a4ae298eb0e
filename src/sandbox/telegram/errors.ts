/** The Bot API's refusals, in its own words. */

export interface ErrorParameters {
  retry_after?: number;
  migrate_to_chat_id?: number;
}

export class ApiError extends Error {
  readonly code: number;
  readonly parameters: ErrorParameters | undefined;

  constructor(code: number, description: string, parameters?: ErrorParameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }

  body(): Record<string, unknown> {
    return {
      ok: false,
      error_code: this.code,
      description: this.message,
      ...(this.parameters ? { parameters: this.parameters } : {}),
    };
  }
}

export const badRequest = (what: string, parameters?: ErrorParameters) =>
  new ApiError(400, `Bad Request: ${what}`, parameters);
export const forbidden = (what: string) => new ApiError(403, `Forbidden: ${what}`);
export const conflict = (what: string) => new ApiError(409, `Conflict: ${what}`);
