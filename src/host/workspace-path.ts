/** Which addresses are the workspace's; the API has its own, and everything else is the public site's. */

const PAGE = /^\/(inbox|settings|reports|welcome|publications)(\/|$)/;
const FILE = /^\/(assets\/.+|icon\.svg|icon-unread\.svg|theme\.js)$/;

/** A file of the build, the page that routes the workspace's addresses by itself, or neither. */
export function workspacePart(path: string, accept: string | undefined): "file" | "page" | null {
  if (FILE.test(path)) return "file";
  return PAGE.test(path) && accept?.includes("text/html") === true ? "page" : null;
}
