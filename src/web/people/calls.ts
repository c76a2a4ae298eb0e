/** The calls of signing in and of the team; apart from the inbox's, so that they load with their screens. */
import type { z } from "zod";
import type * as wire from "../../api/people-schemas.ts";
import { read, root } from "../client/client.ts";
import { problemOf } from "../client/problem.ts";

const remote = root.api;

export type TeamMember = z.infer<typeof wire.PersonView>;
export type Enrolment = z.infer<typeof wire.EnrolmentView>;
export type Permission = z.infer<typeof wire.Self>["permissions"][number];
export type Role = TeamMember["role"];

async function done(answer: Promise<Response>): Promise<void> {
  const response = await answer;
  if (!response.ok) throw await problemOf(response);
}

export const calls = {
  signIn: (email: string, password: string) => read(remote["sign-in"].$post({ json: { email, password } })),
  code: (code: string, factor: "totp" | "backup") =>
    read(remote["sign-in"]["second-factor"].$post({ json: { code, factor } })),
  signOut: () => done(remote.session.$delete({})),
  look: (secret: string) => read(remote.links.look.$post({ json: { secret } })),
  accept: (input: { secret: string; password: string; name?: string; email?: string }) =>
    read(remote.links.accept.$post({ json: input })),

  changePassword: (current: string, next: string) => done(remote.me.password.$post({ json: { current, next } })),
  offerFactor: (password: string) => read(remote.me["second-factor"].$post({ json: { password } })),
  confirmFactor: (code: string) => done(remote.me["second-factor"].confirm.$post({ json: { code } })),
  dropFactor: (password: string) => done(remote.me["second-factor"].$delete({ json: { password } })),
  newCodes: (password: string) => read(remote.me["second-factor"].codes.$post({ json: { password } })),
  sessions: () => read(remote.me.sessions.$get({})),
  endSession: (id: string) => read(remote.me.sessions[":id"].$delete({ param: { id } })),
  endOtherSessions: () => read(remote.me.sessions.$delete({})),

  people: () => read(remote.people.$get({})),
  changePerson: (id: string, json: { role?: Role; active?: boolean }) =>
    read(remote.people[":id"].$patch({ param: { id }, json })),
  reset: (id: string, secondFactor: boolean) =>
    read(remote.people[":id"].reset.$post({ param: { id }, json: { secondFactor } })),
  endSessionsOf: (id: string) => read(remote.people[":id"].sessions.$delete({ param: { id } })),
  invitations: () => read(remote.invitations.$get({})),
  invite: (email: string, role: Role) => read(remote.invitations.$post({ json: { email, role } })),
  takeBack: (id: string) => done(remote.invitations[":id"].$delete({ param: { id } })),

  keys: () => read(remote.keys.$get({})),
  makeKey: (json: { label: string; scopes: Permission[]; expiresAt: string }) => read(remote.keys.$post({ json })),
  revokeKey: (id: string) => done(remote.keys[":id"].$delete({ param: { id } })),
};
