/** How often a property is tried: fewer times inside workerd, where the same property has been tried on Node and only the database is another. */
export function runs(onNode: number): number {
  return navigator.userAgent === "Cloudflare-Workers" ? Math.ceil(onNode / 5) : onNode;
}
