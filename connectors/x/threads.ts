/** What this process has seen of posts and never changes: their conversation and first version. The older webhook body tells neither. */

interface Known {
  conversation: string;
  /** Id of the first version. */
  first: string;
}

const LIMIT = 20_000;

// Facts about public posts, so that accounts and connectors may share them.
const seen = new Map<string, Known>();

export function rememberPost(id: string, known: Known): void {
  seen.delete(id);
  seen.set(id, known);
  if (seen.size <= LIMIT) return;
  for (const oldest of seen.keys()) {
    seen.delete(oldest);
    break;
  }
}

export function knownPost(id: string): Known | null {
  return seen.get(id) ?? null;
}
