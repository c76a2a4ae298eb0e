/** The calls of opening hours, targets, satisfaction and topics; they load with their screens. */
import type { BusinessHours } from "../../../domain/hours/hours.ts";
import type { Targets } from "../../../domain/targets.ts";
import { read, root } from "../../client/client.ts";

const remote = root.api;
const of = (id: string) => ({ param: { id } });

export const timeKeys = {
  hours: ["settings", "hours"] as const,
  targets: ["settings", "targets"] as const,
  satisfaction: ["settings", "satisfaction"] as const,
};

export const timeCalls = {
  hours: () => read(remote.settings.hours.$get({})),
  setHours: (hours: BusinessHours) => read(remote.settings.hours.$put({ json: { hours } })),
  setAccountHours: (id: string, hours: BusinessHours | null) =>
    read(remote.accounts[":id"].hours.$put({ ...of(id), json: { hours } })),
  targets: () => read(remote.settings.targets.$get({})),
  setTargets: (targets: Targets) => read(remote.settings.targets.$put({ json: { targets } })),
  setAccountTargets: (id: string, targets: Targets | null) =>
    read(remote.accounts[":id"].targets.$put({ ...of(id), json: { targets } })),
  satisfaction: () => read(remote.settings.satisfaction.$get({})),
  setTexts: (texts: { en: string; zh: string }) => read(remote.settings.satisfaction.$put({ json: { texts } })),
  askAfter: (id: string, afterMinutes: number | null) =>
    read(remote.accounts[":id"].satisfaction.$put({ ...of(id), json: { afterMinutes } })),
  addTopic: (json: { name: string; parentId: string | null }) => read(remote.topics.$post({ json })),
  changeTopic: (id: string, json: { name?: string; parentId?: string | null; archived?: boolean }) =>
    read(remote.topics[":id"].$patch({ ...of(id), json })),
};
