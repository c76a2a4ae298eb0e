/** The calls of labels, canned answers and macros; apart from the inbox's, so that they load with what uses them. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type * as wire from "../../api/playbook-schemas.ts";
import { read, root } from "../client/client.ts";

const remote = root.api;

export type Answer = z.infer<typeof wire.AnswerView>;
export type AnswerInput = z.input<typeof wire.AnswerInput>;
export type Macro = z.infer<typeof wire.MacroView>;
export type MacroInput = z.input<typeof wire.MacroInput>;
export type Label = z.infer<typeof wire.LabelView>;
export type LabelPatch = z.input<typeof wire.LabelPatch>;
export type Action = Macro["actions"][number];
export type MacroRan = Awaited<ReturnType<typeof playbook.runMacro>>;

export const playbook = {
  answers: () => read(remote.answers.$get({})),
  createAnswer: (json: AnswerInput) => read(remote.answers.$post({ json })),
  changeAnswer: (id: string, json: AnswerInput) => read(remote.answers[":id"].$put({ param: { id }, json })),
  deleteAnswer: (id: string) => read(remote.answers[":id"].$delete({ param: { id } })),
  countUse: (id: string) => read(remote.answers[":id"].use.$post({ param: { id } })),
  setLinks: (links: { name: string; url: string }[]) => read(remote.settings["answer-links"].$put({ json: { links } })),

  macros: () => read(remote.macros.$get({})),
  createMacro: (json: MacroInput) => read(remote.macros.$post({ json })),
  changeMacro: (id: string, json: MacroInput) => read(remote.macros[":id"].$put({ param: { id }, json })),
  deleteMacro: (id: string) => read(remote.macros[":id"].$delete({ param: { id } })),
  /** The same key with the same body runs it once, however often it is sent. */
  runMacro: (id: string, key: string, json: { conversationId: string; seenSeq?: number }) =>
    read(remote.macros[":id"].run.$post({ param: { id }, header: { "idempotency-key": key }, json })),

  labels: () => read(remote.labels.$get({ query: { counted: "true" } })),
  createLabel: (json: LabelPatch & { name: string }) => read(remote.labels.$post({ json })),
  changeLabel: (id: string, json: LabelPatch) => read(remote.labels[":id"].$patch({ param: { id }, json })),
  mergeLabel: (id: string, intoId: string) =>
    read(remote.labels[":id"].merge.$post({ param: { id }, json: { intoId } })),
  deleteLabel: (id: string) => read(remote.labels[":id"].$delete({ param: { id } })),
};

export const answersQuery = queryOptions({ queryKey: ["answers"], queryFn: playbook.answers });
export const macrosQuery = queryOptions({ queryKey: ["macros"], queryFn: playbook.macros });
