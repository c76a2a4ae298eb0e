/** What the deployment gives the Worker and its objects. */
import type { Env } from "../../api/router.ts";
import type { Brand } from "./brand.ts";

export interface WorkerEnv {
  BRAND: DurableObjectNamespace<Brand>;
  MEDIA: R2Bucket;
  ASSETS: Fetcher;
  /** JSON: hostname to brand. */
  BRANDS: string;
  /** Seals credentials: 32 bytes as 64 hexadecimal digits or base64. A secret, never a variable. */
  PARLEY_KEY?: string;
  /** The key that takes its place; each brand seals anew with it when it wakes. */
  PARLEY_KEY_NEXT?: string;
  /** At least 32 characters; makes tokens and links. A secret; absent: nobody can. */
  PARLEY_SETUP?: string;
  /** `true`: who has no second factor may do nothing but set one up. */
  PARLEY_REQUIRE_2FA?: string;
}

/** What a route of the Worker itself works with. */
export type FrontEnv = Env & { Bindings: WorkerEnv };
