/** The calls of the official contacts and of the public site's settings. */
import { queryOptions } from "@tanstack/react-query";
import { read, root } from "../../client/client.ts";

const remote = root.api;
const one = (id: string) => ({ param: { id } });

export const calls = {
  contacts: () => read(remote["official-contacts"].$get({})),
  add: (json: NewContact) => read(remote["official-contacts"].$post({ json })),
  change: (id: string, json: ContactPatch) => read(remote["official-contacts"][":id"].$patch({ ...one(id), json })),
  remove: (id: string) => read(remote["official-contacts"][":id"].$delete(one(id))),
  site: () => read(remote.settings.site.$get({})),
  setSite: (json: SiteInput) => read(remote.settings.site.$put({ json })),
  setLogo: (picture: string | null) => read(remote.settings.site.logo.$put({ json: { picture } })),
  publishing: () => read(remote.settings.publishing.$get({})),
  setPublishing: (secondPerson: boolean) => read(remote.settings.publishing.$put({ json: { secondPerson } })),
};

type NewContact = NonNullable<Parameters<(typeof remote)["official-contacts"]["$post"]>[0]>["json"];
type ContactPatch = NonNullable<Parameters<(typeof remote)["official-contacts"][":id"]["$patch"]>[0]>["json"];
export type SiteInput = NonNullable<Parameters<typeof remote.settings.site.$put>[0]>["json"];
export type Contact = Awaited<ReturnType<typeof calls.contacts>>["items"][number];
export type Site = Awaited<ReturnType<typeof calls.site>>;

export const contactsQuery = queryOptions({ queryKey: ["official-contacts"], queryFn: calls.contacts });
export const siteQuery = queryOptions({ queryKey: ["site-settings"], queryFn: calls.site });
export const publishingQuery = queryOptions({ queryKey: ["publishing-settings"], queryFn: calls.publishing });
