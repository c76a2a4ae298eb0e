/** Fetches files from a platform's own hosts only; each redirect is looked at before it is followed. */
import type { FetchFile } from "./connector.ts";
import { ConnectorError } from "./errors.ts";

interface Place {
  /** Host names of the platform; their subdomains count. */
  hosts: readonly string[];
  /** The account's override (sandbox, self-hosted server). An admin named it, so it may lie in a private network. */
  apiUrl: string | undefined;
}

const MOST_REDIRECTS = 3;

/** The last answer, whatever its status. Rejects with ConnectorError, or with the signal's reason; no address is ever in the error, since addresses hold tokens. */
export async function fetchFrom(place: Place, from: URL, fetchFile: FetchFile, signal: AbortSignal): Promise<Response> {
  let url = from;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const own = place.apiUrl !== undefined && url.origin === new URL(place.apiUrl).origin;
    if (!own && !isPlatforms(place.hosts, url))
      throw new ConnectorError("permanent", { code: "media-not-on-platform", detail: url.hostname });
    // oxlint-disable-next-line no-await-in-loop -- one hop leads to the next
    const response = await once(url, fetchFile, { signal, onlyPublic: !own });
    const location = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
    if (location === null) return response;
    // oxlint-disable-next-line no-await-in-loop -- as above
    await response.body?.cancel();
    if (!URL.canParse(location, url.href)) break;
    url = new URL(location, url);
  }
  throw new ConnectorError("permanent", { code: "media-not-on-platform", detail: "a redirect that leads nowhere" });
}

function isPlatforms(hosts: readonly string[], url: URL): boolean {
  if (url.protocol !== "https:" || url.port !== "" || url.username !== "") return false;
  return hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
}

async function once(url: URL, fetchFile: FetchFile, options: Parameters<FetchFile>[1]): Promise<Response> {
  try {
    return await fetchFile(url, options);
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof ConnectorError) throw error;
    throw new ConnectorError("retryable", { code: "unreachable" });
  }
}
