/** What the tests are handed. */
import type { WorkerEnv } from "../../src/host/worker/env.ts";

declare global {
  namespace Cloudflare {
    interface Env extends WorkerEnv {
      /** In the suites only. */
      HOST: DurableObjectNamespace;
    }
    interface GlobalProps {
      mainModule: typeof import("../../src/host/worker.ts");
    }
  }
}

declare module "vitest" {
  interface ProvidedContext {
    sandboxes: Record<string, { telegram: string; x: string; discord: string }>;
    /** The port of the suites' door to Node. */
    door: number;
  }
}
