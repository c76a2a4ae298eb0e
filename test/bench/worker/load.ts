/** Calls as X makes them: signed bodies with direct messages of many people. */
import { createHmac } from "node:crypto";
import autocannon from "autocannon";

const APP_SECRET = "SANDBOX-X-APP-SECRET";
const FIRST_PERSON = 1_900_000_000_000_000_000n;
const FIRST_MESSAGE = 1_950_000_000_000_000_000n;
const TEXTS = [
  "我的账户被锁了，怎么解锁？",
  "转账两个小时了还没到账，交易哈希在这里。",
  "My transfer is still pending, can you check?",
  "谢谢，已经到账了！",
  "Hello, I lost access to my old phone. How do I get back into my wallet?",
];

let made = 0;

/** The next message: everybody writes once, then everybody again. */
function message(self: string, people: number): unknown {
  made += 1;
  const person = String(FIRST_PERSON + BigInt((made * 7919) % people));
  return {
    event_type: "dm.received",
    filter: { user_id: self },
    payload: {
      id: String(FIRST_MESSAGE + BigInt(made)),
      event_type: "MessageCreate",
      sender_id: person,
      participant_ids: [person, self],
      text: `${TEXTS[made % TEXTS.length]} ${made}`,
      created_at: new Date(Date.UTC(2026, 0, 1) + made * 1_000).toISOString(),
    },
    includes: { users: [{ id: person, name: `林晓 ${person.slice(-6)}`, username: `user${person.slice(-7)}` }] },
  };
}

/** How many messages have been made. */
export const madeSoFar = () => made;

/** Goes on behind those that were made before. */
export function skip(count: number): void {
  made += count;
}

function signed(body: string) {
  const signature = createHmac("sha256", APP_SECRET).update(body).digest("base64");
  return { "content-type": "application/json", "x-twitter-webhooks-signature": `sha256=${signature}` };
}

/** `count` messages in bodies of `size`, as fast as they are taken; gives messages per second. */
export async function fill(url: string, to: { self: string; people: number; count: number; size: number }) {
  const { self, people, count, size } = to;
  const from = performance.now();
  for (let done = 0; done < count; done += size) {
    const body = JSON.stringify({ data: Array.from({ length: size }, () => message(self, people)) });
    const answer = await fetch(url, { method: "POST", body, headers: signed(body) });
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  }
  return (count * 1_000) / (performance.now() - from);
}

/** One message a call, over `connections`, for `seconds`; gives calls per second. Throws where one was refused. */
export async function rush(url: string, at: { self: string; people: number; connections: number; seconds: number }) {
  const result = await autocannon({
    url,
    connections: at.connections,
    duration: at.seconds,
    requests: [
      {
        method: "POST",
        setupRequest: (request) => {
          const body = JSON.stringify({ data: message(at.self, at.people) });
          return { ...request, body, headers: signed(body) };
        },
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed`);
  return result.requests.average;
}
