/** What stays in public words because it is the brand's own, from what the brand has entered and connected. */
import type { Store } from "../store/db.ts";
import { allowedLinks } from "../trust/outbound-links.ts";
import type { Around } from "../trust/redaction/around.ts";
import { listedContacts } from "./official/listed.ts";
import { siteSettings } from "./site-settings.ts";

/** `people`: those who take part and are not of the brand, by the names that they bear there. */
export function aroundOf(store: Store, people: Around["people"]): Around {
  const contacts = listedContacts(store);
  const pages = contacts.flatMap(({ url }) =>
    url === null
      ? []
      : [
          url
            .toLowerCase()
            .replace(/^https?:\/\/(?:www\.)?/, "")
            .replace(/\/$/, ""),
        ],
  );
  const handles = contacts.flatMap(({ kind, handle }) =>
    kind === "x" || kind === "telegram" || kind === "discord" ? [`@${handle.replace(/^@/, "").toLowerCase()}`] : [],
  );
  return {
    ours: [...allowedLinks(store), ...pages, ...handles],
    contacts: contacts.flatMap(({ kind, handle }) => (kind === "phone" || kind === "email" ? [handle] : [])),
    brand: [...Object.values(siteSettings(store).names), ...contacts.map(({ name }) => name)],
    people,
  };
}
