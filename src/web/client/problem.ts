/** What a failed call says: the server's problem document, or that nobody answered. */
import type { Problem } from "./types.ts";

export class ApiError extends Error {
  override readonly name = "ApiError";
  /** HTTP status; 0: no answer came, so the call may or may not have been applied. */
  readonly status: number;
  /** The problem's stable code, `offline` where no answer came. */
  readonly code: string;
  readonly problem: Problem | null;

  constructor(status: number, code: string, problem: Problem | null) {
    super(problem?.detail ?? problem?.title ?? code);
    this.status = status;
    this.code = code;
    this.problem = problem;
  }

  /** True where the call may have been applied although it failed. */
  get uncertain(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** The error of a response that is not 2xx. */
export async function problemOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const problem = isProblem(body) ? body : null;
  return new ApiError(response.status, problem?.code ?? `http-${response.status}`, problem);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && typeof body.code === "string";
}
