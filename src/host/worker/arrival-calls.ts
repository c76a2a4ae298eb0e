/** The calls by which the front hands an import to its object: plain values there and back, since an error's class does not cross over. */
import type { HandOver } from "../move/sealed.ts";
import type { Progress } from "../move/progress.ts";
import { type Arrival, ArrivalError } from "./arrival.ts";

export type ArrivalCall =
  | { kind: "begin"; manifest: string }
  | { kind: "part"; name: string; bytes: Uint8Array }
  | { kind: "credentials"; handed: HandOver }
  | { kind: "file"; hash: string; bytes: Uint8Array }
  | { kind: "step" };

export type ArrivalAnswer =
  | { ok: true; progress: Progress }
  | { ok: false; status: number; code: string; detail: string };

/** Never throws for what is refused. */
export async function answerCall(arrival: Arrival, call: ArrivalCall): Promise<ArrivalAnswer> {
  try {
    return { ok: true, progress: await run(arrival, call) };
  } catch (error) {
    if (!(error instanceof ArrivalError)) throw error;
    return { ok: false, status: error.status, code: error.code, detail: error.message };
  }
}

async function run(arrival: Arrival, call: ArrivalCall): Promise<Progress> {
  switch (call.kind) {
    case "begin":
      return arrival.begin(call.manifest);
    case "part":
      return arrival.part(call.name, call.bytes);
    case "credentials":
      return arrival.credentials(call.handed);
    case "file":
      return arrival.file(call.hash, call.bytes);
    case "step":
      return arrival.step();
  }
}
