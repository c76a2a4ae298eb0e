/** Comes in by a link: chooses a password, and is somebody of the team from then on. */
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { SYSTEM } from "../../domain/actor.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { Role } from "../../domain/status.ts";
import type { EpochMs } from "../../domain/time.ts";
import { record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { agent, authCredential, authUser } from "../../store/schema.ts";
import { hashPassword, PASSWORD_PROVIDER, storePassword } from "../sign-in/change-password.ts";
import type { Gate } from "../sign-in/gate.ts";
import { refuseWeakPassword } from "../sign-in/password.ts";
import { endSessions } from "../sign-in/sessions.ts";
import { type LinkRow, requireLink, spendLink } from "./links.ts";

export interface Acceptance {
  secret: string;
  password: string;
  /** Not asked where somebody only resets their password. */
  name?: string | undefined;
  /** Asked of the first admin only; an invitation names it. */
  email?: string | undefined;
}

/** Gives the e-mail address to sign in with. Throws ProblemError `not-found` for a link that is over, `invalid` naming the field, `conflict`. */
export async function acceptLink(gate: Gate, input: Acceptance): Promise<{ email: string }> {
  const { store } = gate;
  const owner = ownerOf(store, requireLink(store, input.secret), input);
  refuseWeakPassword(input.password, owner);
  // Hashing takes time: what was true before it is asked again in the transaction.
  const hash = await hashPassword(gate, input.password);
  return store.transaction((now) => {
    const link = spendLink(store, now, input.secret);
    const { email, name } = ownerOf(store, link, input);
    if (link.kind === "reset") reset(store, now, link, hash);
    else join(store, now, { name, email, role: link.role ?? "agent", hash, linkId: link.id });
    return { email };
  });
}

/** Whom a link is for, as far as it says, for the page that asks for a password. Throws ProblemError `not-found`. */
export function linkOwner(
  store: Store,
  secret: string,
): { kind: LinkRow["kind"]; email: string | null; role: Role | null } {
  const link = requireLink(store, secret);
  const email = link.kind === "reset" ? (resetUser(store, link)?.email ?? null) : link.email;
  return { kind: link.kind, email, role: link.role };
}

function ownerOf(store: Store, link: LinkRow, input: Acceptance): { name: string; email: string } {
  if (link.kind === "reset") {
    const user = resetUser(store, link);
    if (!user) throw new ProblemError("not-found", "This person is gone. Ask for an invitation.");
    return user;
  }
  const name = input.name?.trim() ?? "";
  if (name === "") throw new ProblemError("invalid", "Say how your colleagues know you.", { field: "name" });
  const email = link.email ?? input.email?.trim().toLowerCase() ?? "";
  if (email === "")
    throw new ProblemError("invalid", "Give the e-mail address you will sign in with.", { field: "email" });
  return { name, email };
}

function resetUser(store: Store, link: LinkRow) {
  return store.db
    .select()
    .from(authUser)
    .where(eq(authUser.agentId, link.agentId ?? 0))
    .get();
}

function reset(store: Store, now: EpochMs, link: LinkRow, hash: string): void {
  const user = resetUser(store, link);
  const row = store.db
    .select()
    .from(agent)
    .where(eq(agent.id, link.agentId ?? 0))
    .get();
  if (!user || !row || row.deactivatedAt !== null)
    throw new ProblemError("not-found", "This person is gone. Ask for an invitation.");
  const ctx = { store, actor: { kind: "agent", id: row.id, role: row.role } as const };
  storePassword(ctx, now, user.id, hash);
  endSessions(ctx, row.id, { keep: null }, "reset");
}

function join(
  store: Store,
  now: EpochMs,
  { name, email, role, hash, linkId }: { name: string; email: string; role: Role; hash: string; linkId: number },
): void {
  if (store.db.select({ id: authUser.id }).from(authUser).where(eq(authUser.email, email)).get())
    throw new ProblemError("conflict", "Somebody has this e-mail address already. Sign in with it.", {
      field: "email",
    });
  const { id: agentId } = store.db
    .insert(agent)
    .values({ name, role, createdAt: now })
    .returning({ id: agent.id })
    .get();
  const at = new Date(now);
  const userId = randomUUID();
  store.db
    .insert(authUser)
    .values({ id: userId, name, email, emailVerified: false, createdAt: at, updatedAt: at, agentId })
    .run();
  store.db
    .insert(authCredential)
    .values({
      id: randomUUID(),
      accountId: userId,
      providerId: PASSWORD_PROVIDER,
      userId,
      password: hash,
      createdAt: at,
      updatedAt: at,
    })
    .run();
  record({ store, actor: SYSTEM }, now, { type: "person.joined", data: { agentId, role, linkId } });
}
