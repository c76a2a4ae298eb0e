/** The brand's contacts, read once so that asking about one is cheap. */
import { readAddress, type Address } from "./address.ts";
import type { Contact } from "./contact.ts";
import { type HostRead, mainLabel, readHost } from "./hosts.ts";
import { read, type Read } from "./likeness.ts";
import { nameWords } from "./names.ts";

export interface Entry<C extends Contact> {
  contact: C;
  addresses: Address[];
  /** Its own names, as others would imitate them. */
  marks: Read[];
  hosts: HostRead[];
  name: Read;
  words: string[];
}

export function entryOf<C extends Contact>(contact: C, simplified: (char: string) => string): Entry<C> {
  const addresses = addressesOf(contact);
  const hosts = addresses.flatMap((one) =>
    one.kind === "web" || one.kind === "email" ? [one.host.replace(/^\*\./, "")] : [],
  );
  const marks = addresses.flatMap((one) => markOf(one).map(read));
  const name = Array.from(contact.name, simplified).join("");
  return {
    contact,
    addresses,
    marks,
    hosts: [...new Set(hosts)].map(readHost),
    name: read(name),
    words: nameWords(name),
  };
}

function addressesOf({ kind, handle, url, remoteId }: Contact): Address[] {
  const found: Address[] = [];
  const isLink = /[/]|\.[a-z]{2,}/i.test(handle);
  if (kind === "x" || kind === "telegram" || kind === "discord") {
    if (handle !== "" && !isLink) found.push({ kind: "account", site: kind, handle: handle.replace(/^@/, "") });
    if (remoteId !== null) found.push({ kind: "id", site: kind, id: remoteId });
  }
  for (const text of [url, isLink || kind === "email" || kind === "phone" ? handle : null]) {
    const address = text === null || text === "" ? null : readAddress(text);
    // The page of a telephone number or an e-mail address is no way to be reached.
    if (address && address.kind !== "handle" && (kind === "email" || kind === "phone" ? address.kind === kind : true))
      found.push(address);
  }
  return found;
}

function markOf(address: Address): string[] {
  switch (address.kind) {
    case "account":
      return [address.handle];
    case "invite":
      return isChosen(address.code) ? [address.code] : [];
    case "web":
    case "email":
      return [mainLabel(address.host.replace(/^\*\./, ""))];
    case "handle":
    case "id":
    case "post":
    case "phone":
      return [];
  }
}

/** Codes that were chosen have no capitals; those that were drawn have next to always. */
export function isChosen(code: string): boolean {
  return code === code.toLowerCase();
}
