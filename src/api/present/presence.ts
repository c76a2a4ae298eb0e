/** Who is at a conversation, as it goes over the wire. */
import { z } from "@hono/zod-openapi";
import { formatId } from "../../domain/ids.ts";
import { type Here as HereRow, WRITING_MODES } from "../../inbox/together/presence.ts";

export const Here = z
  .object({
    conversationId: z.string(),
    people: z.array(
      z.object({
        agentId: z.string(),
        typing: z.enum(WRITING_MODES).nullable(),
        forMs: z.int().openapi({ description: "Over after that, unless it is said again" }),
      }),
    ),
    holder: z
      .object({ agentId: z.string(), forMs: z.int() })
      .nullable()
      .openapi({ description: "Who answers it just now: the first who typed an answer, or who took over" }),
  })
  .openapi("Here");

export function presentHere({ conversationId, people, holder }: HereRow): z.infer<typeof Here> {
  return {
    conversationId: formatId("conversation", conversationId),
    people: people.map(({ agentId, ...rest }) => ({ agentId: formatId("agent", agentId), ...rest })),
    holder: holder && { agentId: formatId("agent", holder.agentId), forMs: holder.forMs },
  };
}
