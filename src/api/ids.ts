/** Reads prefixed ids from the wire. */
import { z } from "@hono/zod-openapi";
import { formatId, type IdKind, parseId } from "../domain/ids.ts";
import { ProblemError } from "../domain/problem.ts";

/** A path with one id in it. */
export const IdParam = z.object({
  id: z
    .string()
    .max(30)
    .openapi({ param: { name: "id", in: "path" } }),
});

/** The id in a path. Throws ProblemError `not-found`: what is no id of this kind cannot exist. */
export function pathId(kind: IdKind, value: string): number {
  const id = parseId(kind, value);
  if (id === null)
    throw new ProblemError("not-found", `There is no ${kind} of that id; ids look like ${formatId(kind, 7)}.`);
  return id;
}

/** An id in a body or query. Throws ProblemError `invalid` naming the field. */
export function inputId(kind: IdKind, value: string, field: string): number {
  const id = parseId(kind, value);
  if (id === null)
    throw new ProblemError("invalid", `${field}: this is no id of a ${kind}; they look like ${formatId(kind, 7)}.`, {
      field,
    });
  return id;
}
