/** What better-auth would keep in a browser as cookies, handed to it and taken from it. Ours carry the same signed values. */

export const COOKIE_PREFIX = "parley";

/** Signed values: of a session, and of a sign-in that waits for its second factor. */
export interface Proofs {
  session: string | null;
  challenge: string | null;
}

/** Hands better-auth what the browser keeps. */
export function proofHeaders({ session, challenge }: Proofs, userAgent: string | null = null): Headers {
  const cookies = [
    ...(session === null ? [] : [`${COOKIE_PREFIX}.session_token=${encodeURIComponent(session)}`]),
    ...(challenge === null ? [] : [`${COOKIE_PREFIX}.two_factor=${encodeURIComponent(challenge)}`]),
  ];
  return new Headers({
    cookie: cookies.join("; "),
    ...(userAgent === null ? {} : { "user-agent": userAgent }),
  });
}

/** What better-auth would have the browser keep; a cookie that it takes back reads as null. */
export function proofsOf(headers: Headers): Proofs {
  const value = (name: string) => {
    const found = headers
      .getSetCookie()
      .map((line) => line.split(";")[0] ?? "")
      .findLast((pair) => pair.startsWith(`${COOKIE_PREFIX}.${name}=`));
    return decodeURIComponent(found?.slice(found.indexOf("=") + 1) ?? "") || null;
  };
  return { session: value("session_token"), challenge: value("two_factor") };
}
