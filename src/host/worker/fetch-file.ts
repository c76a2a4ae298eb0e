/** One GET from a Worker, whose network leads to the public internet only: no private range can be reached. */
import type { FetchFile } from "../../../connectors/connector.ts";

export const fetchFileFromWorker: FetchFile = (url, { signal }) =>
  fetch(url, { signal, redirect: "manual", headers: { "accept-encoding": "identity" } });
