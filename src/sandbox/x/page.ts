/** Pages of a newest-first list, by the token that X calls opaque. */
import { invalid } from "./problems.ts";
import { compareIds } from "./snowflake.ts";

export interface Page<T> {
  items: T[];
  nextToken: string | undefined;
}

/** `max_results` between `least` and 100; throws the 400 that names the parameter. */
export function pageSize(query: Record<string, string>, least: number, usual: number): number {
  const text = query["max_results"];
  if (text === undefined) return usual;
  const size = Number(text);
  if (!Number.isInteger(size) || size < least || size > 100)
    throw invalid(
      "max_results",
      text,
      `The \`max_results\` query parameter value [${text}] is not between ${least} and 100`,
    );
  return size;
}

/** The page after `pagination_token`; a token holds the last id given, so that newcomers never shift a page. */
export function page<T extends { id: string }>(list: T[], query: Record<string, string>, size: number): Page<T> {
  const token = query["pagination_token"];
  const after = token === undefined ? null : readToken(token);
  const rest = after === null ? list : list.filter((item) => compareIds(item.id, after) < 0);
  const items = rest.slice(0, size);
  const last = items.at(-1);
  return { items, nextToken: rest.length > size && last ? makeToken(last.id) : undefined };
}

const makeToken = (id: string): string => Buffer.from(`after:${id}`).toString("hex");

function readToken(token: string): string {
  const match = /^after:(\d+)$/.exec(Buffer.from(token, "hex").toString());
  if (match?.[1] === undefined) throw invalid("pagination_token", token, "The pagination token is not valid");
  return match[1];
}
