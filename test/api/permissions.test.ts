import { describe, expect, it } from "vitest";
import { z } from "zod";
import { approveDelivery, rejectDelivery } from "../../src/delivery/approve.ts";
import { resolveDelivery } from "../../src/delivery/resolve.ts";
import { SYSTEM } from "../../src/domain/actor.ts";
import { DEFAULT_NOTICES } from "../../src/domain/notices.ts";
import { may, type Permission, PERMISSIONS, permissionsOf } from "../../src/domain/permissions.ts";
import { type Role, ROLES } from "../../src/domain/status.ts";
import { assign } from "../../src/inbox/assign.ts";
import { changeMany } from "../../src/inbox/bulk/change.ts";
import { undoChange } from "../../src/inbox/bulk/undo.ts";
import { setBlocked } from "../../src/inbox/block.ts";
import { cancelJob } from "../../src/inbox/cancel-job.ts";
import { deleteNote, editNote } from "../../src/inbox/change-note.ts";
import { changeByDesk } from "../../src/inbox/change-conversation.ts";
import { deleteMessage } from "../../src/inbox/delete-message.ts";
import { editMessage } from "../../src/inbox/edit-message.ts";
import { requestErasure } from "../../src/inbox/erase/request.ts";
import { exportContact } from "../../src/inbox/export-contact.ts";
import { handOver } from "../../src/inbox/hand-over.ts";
import { hide } from "../../src/inbox/hide.ts";
import { markRead, markUnread } from "../../src/inbox/mark-read.ts";
import { mergeContacts, unmergeContact } from "../../src/inbox/merge-contacts.ts";
import { addNote } from "../../src/inbox/note.ts";
import { react } from "../../src/inbox/react.ts";
import { dismissPoison } from "../../src/inbox/dismiss-poison.ts";
import { retryJob } from "../../src/inbox/retry-job.ts";
import { reply } from "../../src/inbox/reply.ts";
import { resumeInbox } from "../../src/inbox/resume-inbox.ts";
import { markSeen } from "../../src/inbox/seen.ts";
import { setLabels } from "../../src/inbox/set-labels.ts";
import { setPriority } from "../../src/inbox/set-priority.ts";
import { setStatus } from "../../src/inbox/set-status.ts";
import { setAssignment } from "../../src/inbox/together/assignment.ts";
import { markNoticesRead, setNoticeSettings } from "../../src/inbox/together/notices.ts";
import { setWork } from "../../src/inbox/together/work.ts";
import { addContact, changeContact, removeContact } from "../../src/qa/official/contacts.ts";
import { decideComment } from "../../src/qa/posts/comments.ts";
import { remove, resume, settle, update } from "../../src/qa/posts/post.ts";
import { setOutboundLinks } from "../../src/trust/outbound-links.ts";
import {
  addEndpoint,
  patchEndpoint,
  removeEndpoint,
  replaceSecret,
  replayEndpoint,
  testEndpoint,
} from "../../src/inbox/webhooks/endpoints.ts";
import { firstAdminCode, invite, resetLink, revokeInvitation } from "../../src/trust/people/links.ts";
import { changeRole, deactivate, restore } from "../../src/trust/people/people.ts";
import { removeFactor } from "../../src/trust/sign-in/second-factor.ts";
import { endSessions } from "../../src/trust/sign-in/sessions.ts";
import { askConsent } from "../../src/qa/publications/consent.ts";
import { createFaq } from "../../src/qa/publications/create.ts";
import { editPublication } from "../../src/qa/publications/edit.ts";
import { discard, publish, reopen, sendBack, submit, withdraw } from "../../src/qa/publications/review.ts";
import { setPublishingSettings } from "../../src/qa/publications/second-person.ts";
import { createOpenLink, createOwnKey, createToken, redeemOpenLink, revokeToken } from "../../src/trust/tokens.ts";
import { openDesk } from "../support/desk.ts";

const desk = openDesk();
const ctx = { store: desk.store, actor: SYSTEM };
const gone = createToken(ctx, { name: "gone", role: "admin" });
revokeToken(ctx, gone.id);

const Refusal = z.object({ code: z.literal("forbidden"), permission: z.string() });

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const ownPage = { "sec-fetch-site": "same-origin" };

/** A new one each time: one of the routes ends it. */
function session(role: Role): Record<string, string> {
  const { secret } = createOpenLink(desk.store, { name: `a ${role}`, role });
  return { ...ownPage, cookie: `parley_session=${redeemOpenLink(desk.store, secret)}` };
}

interface Route {
  method: string;
  path: string;
  permission: Permission | "anybody";
}

const document = await desk.get("/openapi.json");
const routes: Route[] = Object.entries<Record<string, { "x-permission": Permission | "anybody" }>>(
  document.paths,
).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    permission: operation["x-permission"],
  })),
);
const name = ({ method, path }: Route) => `${method} ${path}`;
const closed = routes.filter(({ permission }) => permission !== "anybody");

/** Asks with ids that nothing has, and no body: what is let in changes nothing. */
async function ask(
  { method, path }: Route,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  const response = await desk.api.request(path.replaceAll(/\{\w+\}/g, "nil_999"), { method, headers });
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  if (isStream) await response.body?.cancel();
  return { status: response.status, body: isStream ? "" : await response.text() };
}

describe("every route", () => {
  it("names a permission of the table, or is on the short list of open doors", () => {
    const known: string[] = PERMISSIONS;
    expect(closed.filter(({ permission }) => !known.includes(permission)).map(name)).toEqual([]);
    const doors = routes.filter(({ permission }) => permission === "anybody").map(name);
    expect(doors.toSorted()).toEqual([
      "GET /healthz",
      "GET /open/{secret}",
      "GET /readyz",
      "GET /webhooks/{appId}",
      "POST /api/links/accept",
      "POST /api/links/look",
      "POST /api/sign-in",
      "POST /api/sign-in/second-factor",
      "POST /webhooks/{appId}",
    ]);
  });

  it("refuses strangers, and tokens that were revoked", async () => {
    const statuses = (headers: Record<string, string>) =>
      Promise.all(closed.map(async (route) => (await ask(route, headers)).status));
    expect(new Set(await statuses({}))).toEqual(new Set([401]));
    expect(new Set(await statuses(bearer(gone.token)))).toEqual(new Set([401]));
    expect(new Set(await statuses({ ...ownPage, cookie: "parley_session=x" }))).toEqual(new Set([401]));
  });

  it.each(ROLES)("lets the role %s do what the table says, and no more", async (role) => {
    const allowed: string[] = permissionsOf(role);
    const outcomes: Record<string, string | null> = {};
    for (const route of closed) {
      const { status, body } = await ask(route, session(role));
      outcomes[name(route)] =
        status === 401 ? "not known" : status === 403 ? Refusal.parse(JSON.parse(body)).permission : null;
    }
    const expected = closed.map((route) => [name(route), allowed.includes(route.permission) ? null : route.permission]);
    expect(outcomes).toEqual(Object.fromEntries(expected));
  });

  it("is refused where it was mounted without naming one", async () => {
    const { api } = openDesk();
    api.get("/api/forgotten", (c) => c.text("in"));
    const response = await api.request("/api/forgotten", { headers: { authorization: `Bearer ${desk.token}` } });
    expect(response.status).toBe(401);
    const own = openDesk();
    own.api.get("/api/forgotten", (c) => c.text("in"));
    expect((await own.ask("GET", "/api/forgotten")).status).toBe(403);
  });

  it("answers where a host has put the workspace's files behind it", async () => {
    const own = openDesk();
    own.api.get("*", (c) => c.text("a file"));
    expect((await own.ask("GET", "/api/me")).status).toBe(200);
  });
});

const FAQ = {
  language: "en",
  title: "",
  answer: "",
  appliesTo: "",
  byline: "",
  topicId: null,
  translationOf: null,
} as const;

describe("every verb of the desk", () => {
  const actor = { kind: "agent" as const, id: 1, role: "admin" as const, scopes: [] };
  const nobody = { ...desk.deps, store: desk.store, actor };
  const verbs: [Permission, () => unknown][] = [
    ["conversation.manage", () => assign(nobody, 1, null)],
    ["conversation.manage", () => changeByDesk(nobody, 1, {})],
    ["conversation.manage", () => changeMany(nobody, [1], {})],
    ["conversation.manage", () => undoChange(nobody, 1)],
    ["conversation.manage", () => markRead(nobody, 1)],
    ["conversation.manage", () => markUnread(nobody, 1)],
    ["conversation.manage", () => setLabels(nobody, 1, [])],
    ["conversation.manage", () => setPriority(nobody, 1, "low")],
    ["conversation.manage", () => setStatus(nobody, 1, "closed", null)],
    ["contact.manage", () => setBlocked(nobody, 1, true)],
    ["contact.manage", () => mergeContacts(nobody, 1, 2)],
    ["contact.manage", () => unmergeContact(nobody, 1, 1)],
    ["note.write", () => addNote(nobody, 1, "x")],
    ["note.write", () => editNote(nobody, 1, "x")],
    ["note.write", () => deleteNote(nobody, 1)],
    ["conversation.manage", () => handOver(nobody, 1, { assigneeId: 2, note: "x" })],
    ["conversation.read", () => markSeen(nobody, 1)],
    ["conversation.read", () => markNoticesRead(nobody, 1)],
    ["conversation.read", () => setNoticeSettings(nobody, DEFAULT_NOTICES)],
    ["conversation.manage", () => setWork(nobody, 1, { away: true })],
    ["settings.change", () => setAssignment(nobody, { mode: "off", capacity: 1, offlineMinutes: 5, accounts: [] })],
    ["reply.send", () => deleteMessage(nobody, 1)],
    ["reply.send", () => editMessage(nobody, 1, "x")],
    ["reply.send", () => hide(nobody, 1, true)],
    ["reply.send", () => react(nobody, 1, { emoji: "👍", remove: false })],
    ["reply.send", () => reply(nobody, 1, { text: "x", uploads: [], inReplyTo: null, seenSeq: null, force: false })],
    ["reply.send", () => resolveDelivery(nobody, 1, "retry")],
    ["reply.approve", () => approveDelivery(nobody, 1)],
    ["reply.approve", () => rejectDelivery(nobody, 1)],
    ["settings.change", () => addContact(nobody, { kind: "x", handle: "x", name: "x" })],
    ["settings.change", () => changeContact(nobody, 1, {})],
    ["settings.change", () => removeContact(nobody, 1)],
    ["settings.change", () => setOutboundLinks(nobody, { entries: [], explorers: true })],
    ["publication.manage", () => remove(nobody, 1)],
    ["publication.manage", () => settle(nobody, 1, 1, "there")],
    ["publication.manage", () => resume({ accounts: desk.deps.accounts, origin: "https://x.example" }, nobody, 1)],
    ["publication.manage", () => update({ accounts: desk.deps.accounts, origin: "https://x.example" }, nobody, 1)],
    ["publication.manage", () => decideComment(nobody, 1, "shown")],
    ["job.run", () => cancelJob(nobody, 1)],
    ["job.run", () => dismissPoison(nobody, 1)],
    ["account.manage", () => retryJob(nobody, 1)],
    ["webhook.manage", () => addEndpoint(nobody, desk.deps.accounts.keys, { url: "https://x.example", types: [] })],
    ["webhook.manage", () => patchEndpoint(nobody, 1, {})],
    ["webhook.manage", () => replaceSecret(nobody, desk.deps.accounts.keys, 1, { overlapHours: 1 })],
    ["webhook.manage", () => testEndpoint(nobody, 1)],
    ["webhook.manage", () => removeEndpoint(nobody, 1)],
    ["webhook.manage", () => replayEndpoint(nobody, 1, 0)],
    ["publication.write", () => createFaq(nobody, FAQ)],
    ["publication.write", () => editPublication(nobody, 1, { edition: 1 })],
    ["publication.write", () => submit(nobody, 1, 1)],
    ["publication.write", () => discard(nobody, 1)],
    ["publication.write", () => askConsent(nobody, 1, { edition: 1, origin: "" })],
    ["publication.manage", () => sendBack(nobody, 1, { edition: 1, remark: "" })],
    ["publication.manage", () => publish(nobody, 1, { edition: 1, note: "" })],
    ["publication.manage", () => withdraw(nobody, 1)],
    ["publication.manage", () => reopen(nobody, 1)],
    ["settings.change", () => setPublishingSettings(nobody, { secondPerson: false })],
    ["data.export", () => exportContact(nobody, 1)],
    ["data.erase", () => requestErasure(nobody, 1)],
    ["system.resume", () => resumeInbox(nobody)],
    ["people.manage", () => invite(nobody, { email: "a@b.example", role: "agent" })],
    ["people.manage", () => firstAdminCode(nobody)],
    ["people.manage", () => resetLink(nobody, 2, { withFactor: true })],
    ["people.manage", () => revokeInvitation(nobody, 1)],
    ["people.manage", () => changeRole(nobody, 2, "admin")],
    ["people.manage", () => deactivate(nobody, 2)],
    ["people.manage", () => restore(nobody, 2)],
    ["people.manage", () => endSessions(nobody, 2, { keep: null }, "by-person")],
    ["people.manage", () => removeFactor(nobody, 2)],
    ["keys.manage", () => createOwnKey(nobody, { label: "x", scopes: [], expiresAt: 0 })],
    ["keys.manage", () => createToken(nobody, { name: "x", role: "agent" })],
    ["keys.manage", () => revokeToken(nobody, 1)],
  ];

  it.each(verbs)("asks for %s itself", (permission, verb) => {
    expect(verb).toThrow(expect.objectContaining({ code: "forbidden", extra: { permission } }));
  });
});

it("gives a scope nothing that the role has not", () => {
  const agent = { kind: "agent" as const, id: 1, role: "agent" as const, scopes: PERMISSIONS };
  expect(PERMISSIONS.filter((one) => may(agent, one))).toEqual(permissionsOf("agent"));
  expect(permissionsOf("agent")).not.toContain("account.manage");
  expect(permissionsOf("lead")).not.toContain("people.manage");
  expect(permissionsOf("admin")).toEqual(PERMISSIONS);
});
