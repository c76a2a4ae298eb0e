/** Posts from a Worker, whose network leads to the public internet only. */
import { SECOND_MS } from "../../domain/time.ts";
import { type Post, PostError } from "../../inbox/webhooks/send.ts";

export const postFromWorker: Post = async (url, { headers, body, signal }) => {
  const response = await answerOf(
    () => fetch(url, { method: "POST", headers, body, signal, redirect: "manual" }),
    signal,
  );
  await response.body?.cancel();
  const seconds = response.headers.get("retry-after") ?? "";
  return { status: response.status, retryAfterMs: /^[0-9]{1,6}$/.test(seconds) ? Number(seconds) * SECOND_MS : null };
};

async function answerOf(send: () => Promise<Response>, signal: AbortSignal): Promise<Response> {
  try {
    return await send();
  } catch (error) {
    throw signal.aborted ? error : new PostError("unreachable");
  }
}
