/** Takes webhook requests over HTTP for an inbox. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Inbox } from "../../src/app.ts";

/** `beforeAnswer` runs when everything is stored and nothing has been answered. */
export async function serveWebhooks(
  inbox: Pick<Inbox, "receive">,
  port: number,
  beforeAnswer: (method: string) => Promise<void> = async () => {},
): Promise<Server> {
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    const { method = "GET" } = request;
    const url = `http://127.0.0.1:${port}${request.url ?? "/"}`;
    const answer = await inbox.receive(1, { method, url, headers, body: new Uint8Array(Buffer.concat(chunks)) });
    await beforeAnswer(method);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  };
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => {
    server.listen(port, "127.0.0.1", resolve);
  });
  return server;
}
