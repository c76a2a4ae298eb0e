/** OAuth 2.0 on X: a refresh token is spent once, whoever asks and whatever breaks. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ALL_SCOPES } from "../../src/sandbox/x/options.ts";
import { bobo } from "../support/x-client.ts";
import { CredentialStore, oauth1, oauth2, signal, startAccount, type XAccount } from "../support/x-account.ts";

let account: XAccount;
let store: CredentialStore;
beforeEach(async () => {
  account = await startAccount();
  store = new CredentialStore(oauth2);
});
afterEach(() => account.close());

const spendings = () => account.x.ledger.entries.filter((entry) => entry.path === "/2/oauth2/token");

test("many calls at once spend the token once; the pair is stored before it is used", async () => {
  const connector = account.open(store);
  let usedBeforeStored = false;
  const swap = store.swap;
  store.swap = (old, next) => {
    const reads = account.x.ledger.entries.filter((entry) => entry.method === "GET");
    if (next.user["accessToken"] !== undefined && reads.length > 0) usedBeforeStored = true;
    return swap(old, next);
  };
  const who = await Promise.all(Array.from({ length: 8 }, () => connector.identify(signal)));
  expect(new Set(who.map((identity) => identity.remoteId))).toEqual(new Set([bobo.id]));
  expect(spendings()).toHaveLength(1);
  expect(usedBeforeStored).toBe(false);
  expect(store.now.user).toMatchObject({ scope: ALL_SCOPES.join(" "), expiresAt: account.clock.now() + 7_200_000 });
  expect(store.now.user["refreshToken"]).not.toBe(bobo.refreshToken);
  expect(store.now.user["refreshClaimedUntil"]).toBeUndefined();
});

test("two processes that share the store spend it once", async () => {
  const two = [account.open(store), account.open(store)];
  await Promise.all(two.map((connector) => connector.identify(signal)));
  expect(spendings()).toHaveLength(1);
});

test("a crash after the pair was stored goes on with it; before its end it is renewed with the next token", async () => {
  await account.open(store).identify(signal);
  const restarted = account.open(new CredentialStore(store.now));
  await restarted.identify(signal);
  expect(spendings()).toHaveLength(1);
  account.clock.advance(7_200_000 - 4 * 60_000);
  await restarted.identify(signal);
  expect(spendings()).toHaveLength(2);
});

test("a caller who gives up does not lose the pair that X has given by then", async () => {
  account.x.faults.add({ kind: "slow", path: "/oauth2/token", delayMs: 50 });
  const caller = new AbortController();
  const asked = account.open(store).identify(caller.signal);
  await vi.waitUntil(() => spendings().length === 1);
  caller.abort(new Error("stopping"));
  await expect(asked).rejects.toThrow("stopping");
  expect(store.now.user["refreshToken"]).not.toBe(bobo.refreshToken);
  expect((await account.open(store).identify(signal)).remoteId).toBe(bobo.id);
  expect(spendings()).toHaveLength(1);
});

test("a claim that somebody crashed with runs out", async () => {
  const claimed = { ...oauth2, user: { ...oauth2.user, refreshClaimedUntil: account.clock.now() + 60_000 } };
  const connector = account.open(new CredentialStore(claimed));
  account.clock.advance(60_000);
  expect((await connector.identify(signal)).remoteId).toBe(bobo.id);
});

test("an access token that X takes no more is renewed, and the refused call made again", async () => {
  const connector = account.open(store);
  await connector.identify(signal);
  store.now = { ...store.now, user: { ...store.now.user, accessToken: "SANDBOX-stale" } };
  expect((await connector.identify(signal)).remoteId).toBe(bobo.id);
  expect(spendings()).toHaveLength(2);
});

test("a revoked family is an auth error that names no token", async () => {
  const connector = account.open(store);
  await connector.identify(signal);
  account.x.side.special("revoke-token-family", {});
  const error: unknown = await connector.identify(signal).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ kind: "auth", code: "grant-revoked" });
  expect(String(error)).not.toContain("SANDBOX");
});

test("a renewal that never reached X is tried again with the same token; one that X refuses for now keeps it", async () => {
  const connector = account.open(store);
  account.x.faults.add({ kind: "cut-before", path: "/oauth2/token" });
  await expect(connector.identify(signal)).rejects.toMatchObject({ kind: "retryable" });
  account.x.faults.add({ kind: "refuse", path: "/oauth2/token", retryAfterMs: 5_000 });
  await expect(connector.identify(signal)).rejects.toMatchObject({ kind: "rate-limited" });
  expect((await connector.identify(signal)).remoteId).toBe(bobo.id);
});

test("what is missing is named: scopes with OAuth 2.0, the access level with OAuth 1.0a", async () => {
  const few = await startAccount({
    brands: [{ ...bobo, accessLevel: "read-write", scopes: ["tweet.read", "users.read", "offline.access"] }],
  });
  const scopes = (await few.open(store).identify(signal)).missingScopes;
  expect(scopes).toEqual(["tweet.write", "tweet.moderate.write", "dm.read", "dm.write", "media.write"]);
  const level = (await few.open(new CredentialStore(oauth1)).identify(signal)).missingScopes;
  expect(level).toEqual(["read-write-directmessages"]);
  await few.close();
});
