/** Which addresses the workspace answers, and which are the API's. */

const OURS = /^\/(api|bridge|open|setup|webhooks|docs|openapi\.json|healthz|readyz|metrics)(\/|$)/;
const FILE = /\.[^./]+$/;

/** A file of the build, the page that routes all other addresses by itself, or neither. */
export function workspacePart(path: string, accept: string | undefined): "file" | "page" | null {
  if (FILE.test(path)) return OURS.test(path) ? null : "file";
  return OURS.test(path) || !accept?.includes("text/html") ? null : "page";
}
