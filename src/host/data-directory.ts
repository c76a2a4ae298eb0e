/** The directory that holds everything of one installation: database, key, files. */
import { accessSync, chmodSync, constants, existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { errorCode, StartFault } from "./fault.ts";

const OWNER_ONLY = 0o700;

export interface DataDirectory {
  path: string;
  database: string;
  key: string;
  /** The key that takes its place, while everything is sealed anew. */
  nextKey: string;
  content: string;
  /** Held while a server runs. */
  lock: string;
  /** Where the running server can be reached. */
  server: string;
}

export function dataDirectory(path: string): DataDirectory {
  const root = resolve(path);
  return {
    path: root,
    database: join(root, "parley.sqlite"),
    key: join(root, "key"),
    nextKey: join(root, "key.next"),
    content: join(root, "content"),
    lock: join(root, "serve.lock"),
    server: join(root, "server.json"),
  };
}

/** Makes the directory for its owner alone. Throws StartFault where it cannot be made or written. */
export function makeDataDirectory(path: string): DataDirectory {
  const paths = dataDirectory(path);
  try {
    const made = mkdirSync(paths.path, { recursive: true, mode: OWNER_ONLY });
    if (made !== undefined) chmodSync(paths.path, OWNER_ONLY);
    accessSync(paths.path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartFault(`${paths.path} cannot be used as data directory: ${reasonOf(error)}`);
  }
  return paths;
}

/** The directory of an installation that exists. Throws StartFault where there is none. */
export function existingDataDirectory(path: string): DataDirectory {
  const paths = dataDirectory(path);
  if (!existsSync(paths.database))
    throw new StartFault(
      `There is no Parley in ${paths.path}. Name its directory with --data, or start one with \`parley serve\`.`,
    );
  return paths;
}

function reasonOf(error: unknown): string {
  switch (errorCode(error)) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return "it may not be written by this user. Change its owner, or name another with --data.";
    case "ENOTDIR":
    case "EEXIST":
      return "a file stands there. Name another with --data.";
    case "ENOSPC":
      return "the disk is full. Free some space and start again.";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
