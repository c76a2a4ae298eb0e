/** What stays when personal things are taken out: the brand's own names, addresses and numbers. */

/** Of the brand, and of those whose words they are. */
export interface Around {
  /** Links, hosts and `@handles` that stay; entries as `isListed` of the guard knows them. */
  ours: readonly string[];
  /** Phone numbers and e-mail addresses of the brand, as it writes them. */
  contacts: readonly string[];
  /** What the brand and its accounts are called. */
  brand: readonly string[];
  /** Who takes part and is not of the brand. */
  people: readonly { name: string; handle: string | null }[];
}
