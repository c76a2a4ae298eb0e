/** Which events of the log are an occasion for which rules. */
import { z } from "zod";
import type { Action } from "../../domain/actions.ts";
import { parseId } from "../../domain/ids.ts";
import type { RuleTrigger } from "../../domain/rules.ts";
import type { EventType } from "../../store/events.ts";

/** What may be an occasion. */
export const WATCHED: EventType[] = [
  "conversation.assigned",
  "conversation.created",
  "conversation.labelled",
  "conversation.status",
  "message.created",
];

export interface Happening {
  type: string;
  actor: string;
  /** JSON, as in the log. */
  data: string;
}

export interface Watching {
  trigger: RuleTrigger;
  actions: readonly Action[];
}

const Data = z.object({
  direction: z.string().optional(),
  origin: z.string().optional(),
  status: z.string().optional(),
  from: z.unknown().optional(),
  to: z.unknown().optional(),
  trigger: z.string().optional(),
  added: z.string().optional(),
});

/** What a rule did is an occasion for none: there are no loops. Neither is imported history. */
export function isOccasion({ trigger, actions }: Watching, { type, actor, data }: Happening): boolean {
  if (actor.startsWith("rul_")) return false;
  const said = Data.parse(JSON.parse(data));
  // What comes back by the clock is not put off again, and again.
  if (said.trigger === "timerDue" && actions.some((one) => one.do === "snooze")) return false;
  switch (trigger.on) {
    case "message":
      return type === "message.created" && said.direction === "inbound" && said.origin !== "history";
    case "opened":
      // A status without a trigger is what the person's own message brought about.
      return type === "conversation.created"
        ? said.status === undefined || said.status === "open"
        : type === "conversation.status" && said.from === "closed" && said.to === "open" && said.trigger === undefined;
    case "status":
      return type === "conversation.status" && said.to === trigger.to && said.from !== said.to;
    case "labelled":
      return (
        type === "conversation.labelled" &&
        (said.added ?? "").split(",").includes(String(parseId("label", trigger.labelId)))
      );
    case "assigned":
      return type === "conversation.assigned" && said.to !== null;
    case "unanswered":
      return false;
  }
}
