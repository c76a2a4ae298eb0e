/** Problem JSON from the Worker itself, before any brand's API is reached. */

export function problem(status: number, code: string, title: string, detail: string): Response {
  return new Response(JSON.stringify({ type: `about:blank#${code}`, title, status, code, detail }), {
    status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}
