/** The brand's links by name, for `{{link.help}}` in canned answers. */
import { z } from "zod";
import { demand } from "../../domain/permissions.ts";
import { ProblemError } from "../../domain/problem.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { meta } from "../../store/schema.ts";

const Stored = z.array(z.object({ name: z.string(), url: z.string() }));
export type AnswerLinks = z.infer<typeof Stored>;

const KEY = "answer-links";
const NAME = /^[a-z0-9][a-z0-9-]{0,29}$/;

export function answerLinks(store: Store): AnswerLinks {
  const row = store.q.metaByKey.get({ key: KEY });
  return row ? Stored.parse(JSON.parse(row.value)) : [];
}

/** Sets them all. Throws ProblemError `forbidden`, or `invalid` naming the link. */
export function setAnswerLinks(ctx: Context, links: AnswerLinks): AnswerLinks {
  demand(ctx, "settings.change");
  const next = links.map(({ name, url }, index) => {
    const invalid = (field: string, message: string) =>
      new ProblemError("invalid", message, { field: `links.${index}.${field}` });
    const word = name.trim().toLowerCase();
    if (!NAME.test(word)) throw invalid("name", "Small letters, digits and - only, like help or reset-2fa.");
    const address = URL.parse(url.trim());
    if (address?.protocol !== "https:" || address.username !== "")
      throw invalid("url", "An address that begins with https://.");
    return { name: word, url: url.trim() };
  });
  const twice = next.findIndex(({ name }, index) => next.findIndex((one) => one.name === name) !== index);
  if (twice >= 0)
    throw new ProblemError("invalid", "There are two links of that name.", { field: `links.${twice}.name` });
  ctx.store.transaction((now) => {
    const value = JSON.stringify(next);
    ctx.store.db
      .insert(meta)
      .values({ key: KEY, value })
      .onConflictDoUpdate({ target: meta.key, set: { value } })
      .run();
    record(ctx, now, { type: "settings.changed", data: { setting: KEY, entries: next.length } });
  });
  return next;
}
