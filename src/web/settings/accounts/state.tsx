/** Whether an account works, as a word in a small frame. */
import type { AccountView } from "../../client/types.ts";
import { useAccountWords } from "./words.ts";

export function StateTag({ account: { state, problem } }: { account: AccountView }) {
  const words = useAccountWords();
  const tone = state === "auth" ? "bad" : state === "paused" || problem !== null ? "warn" : "ok";
  return <span className={`tag ${tone}`}>{words.state[state]}</span>;
}
