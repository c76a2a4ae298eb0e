/** better-auth over our database: it checks passwords and second factors and makes sessions. Its own routes and cookies are not used. */
import { betterAuth } from "better-auth/minimal";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { twoFactor } from "better-auth/plugins/two-factor";
import { SECOND_MS } from "../../domain/time.ts";
import { authCredential, authSession, authTwoFactor, authUser, authVerification } from "../../store/schema.ts";
import type { Store } from "../../store/db.ts";
import { COOKIE_PREFIX } from "./proofs.ts";
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from "./password.ts";
import { CHALLENGE_MS, SESSION_IDLE_MS } from "../session-times.ts";

const BACKUP_CODES = 10;

/** Call once for a store. */
export function createEngine(store: Store, secret: string) {
  return betterAuth({
    appName: "Parley",
    // Never served: only its functions are called.
    baseURL: "http://parley.invalid",
    secret,
    database: drizzleAdapter(store.db, {
      provider: "sqlite",
      schema: {
        user: authUser,
        session: authSession,
        account: authCredential,
        verification: authVerification,
        twoFactor: authTwoFactor,
      },
      transaction: false,
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
    },
    // Written by us alone; without its name better-auth takes the column for a mistake.
    user: { additionalFields: { agentId: { type: "number", required: true, input: false, returned: false } } },
    session: { disableSessionRefresh: true, cookieCache: { enabled: false } },
    // Ours count in the database; see throttle.ts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: { cookiePrefix: COOKIE_PREFIX, useSecureCookies: false, ipAddress: { disableIpTracking: true } },
    databaseHooks: {
      session: {
        create: {
          // By the clock that everything else goes by.
          before: async (session) => {
            const now = store.clock.now();
            const times = {
              createdAt: new Date(now),
              updatedAt: new Date(now),
              expiresAt: new Date(now + SESSION_IDLE_MS),
            };
            return { data: { ...session, ...times } };
          },
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: "Parley",
        twoFactorCookieMaxAge: CHALLENGE_MS / SECOND_MS,
        backupCodeOptions: { amount: BACKUP_CODES, storeBackupCodes: "encrypted" },
      }),
    ],
  });
}

export type Engine = ReturnType<typeof createEngine>;
