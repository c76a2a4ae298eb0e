/** What a verb throws when it is asked for something it cannot do; the API turns it into problem JSON. */

const STATUS = {
  "not-found": 404,
  invalid: 422,
  conflict: 409,
  "conversation-moved": 409,
  "draft-changed": 409,
  "not-answerable": 409,
  "not-supported": 422,
  "reply-refused": 422,
  "gap-left": 422,
  "post-refused": 422,
  "person-has-not-written": 409,
  "idempotency-mismatch": 422,
  replayed: 409,
  "call-expired": 401,
  "bridge-replaced": 409,
  "too-large": 413,
  unauthorized: 401,
  forbidden: 403,
  "credentials-rejected": 422,
  "platform-unavailable": 502,
  "wrong-credentials": 422,
  "wrong-code": 422,
  "sign-in-again": 401,
  "second-factor-required": 403,
  "too-many-attempts": 429,
} as const;

export type ProblemCode = keyof typeof STATUS;

/** Carries a stable code, a sentence that says what to do, and the field it is about. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly code: ProblemCode;
  readonly field: string | null;
  /** Further members of the problem document. */
  readonly extra: Record<string, unknown>;

  constructor(code: ProblemCode, message: string, options: { field?: string; extra?: Record<string, unknown> } = {}) {
    super(message);
    this.code = code;
    this.field = options.field ?? null;
    this.extra = options.extra ?? {};
  }

  get status(): (typeof STATUS)[ProblemCode] {
    return STATUS[this.code];
  }
}
