/** Uploads one file, saying how far it is: what `fetch` does not tell. */
import { ApiError } from "./problem.ts";
import type { Problem, Upload } from "./types.ts";

export interface Uploading {
  /** Rejects with ApiError; with code `aborted` where it was called off. */
  done: Promise<Upload>;
  abort: () => void;
}

/** `onProgress` is told the share that has left, from 0 to 1. */
export function uploadFile(file: File, onProgress: (share: number) => void): Uploading {
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.set("file", file);
  const done = new Promise<Upload>((resolve, reject) => {
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener("load", () => {
      const answer: unknown = request.response;
      // The routes' types are made from the schemas that the server answers by.
      if (request.status === 201 && answer !== null) resolve(answer as Upload);
      else reject(failureOf(request.status, answer));
    });
    request.addEventListener("error", () => reject(new ApiError(0, "offline", null)));
    request.addEventListener("abort", () => reject(new ApiError(0, "aborted", null)));
  });
  request.responseType = "json";
  request.open("POST", "/api/uploads");
  request.send(body);
  return { done, abort: () => request.abort() };
}

function failureOf(status: number, answer: unknown): ApiError {
  const known = typeof answer === "object" && answer !== null && "code" in answer && typeof answer.code === "string";
  return known
    ? new ApiError(status, String(answer.code), answer as Problem)
    : new ApiError(status, `http-${status}`, null);
}
