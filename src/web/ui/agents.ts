/** The names of the team, for assignment. */
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { agentsQuery } from "../client/queries.ts";
import type { Me } from "../client/types.ts";

/** Gives the name behind an agent's id; null for nobody, and for somebody not known yet. */
export function useAgentName(me: Me): (id: string | null) => string | null {
  const agents = useQuery(agentsQuery).data?.items;
  return useCallback(
    (id) => (id === me.id ? me.name : (agents?.find((agent) => agent.id === id)?.name ?? null)),
    [agents, me.id, me.name],
  );
}
