/** Whether a page goes out only past a second person: whoever wrote its words cannot let them out. */
import { z } from "zod";
import { agentIdOf } from "../../domain/actor.ts";
import { demand } from "../../domain/permissions.ts";
import { type Context, record } from "../../store/context.ts";
import type { Store } from "../../store/db.ts";
import { meta } from "../../store/schema.ts";
import type { PublicationRow } from "./rows.ts";

const KEY = "publishing";
const Stored = z.object({ secondPerson: z.boolean() });
export type PublishingSettings = z.infer<typeof Stored>;

/** On until somebody switches it off. */
export function publishingSettings(store: Store): PublishingSettings {
  const row = store.q.metaByKey.get({ key: KEY });
  return row ? Stored.parse(JSON.parse(row.value)) : { secondPerson: true };
}

/** Throws ProblemError `forbidden`. */
export function setPublishingSettings(ctx: Context, next: PublishingSettings): PublishingSettings {
  demand(ctx, "settings.change");
  ctx.store.transaction((now) => {
    const value = JSON.stringify(next);
    ctx.store.db
      .insert(meta)
      .values({ key: KEY, value })
      .onConflictDoUpdate({ target: meta.key, set: { value } })
      .run();
    record(ctx, now, { type: "settings.changed", data: { setting: KEY, secondPerson: next.secondPerson } });
  });
  return next;
}

/** Whether somebody else than whoever asks must publish it. */
export function needsSomebodyElse({ store, actor }: Context, row: PublicationRow): boolean {
  return row.editorId !== null && row.editorId === agentIdOf(actor) && publishingSettings(store).secondPerson;
}
