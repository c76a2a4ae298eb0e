/** The platforms, and who can read a place. */

export const PLATFORMS = ["x", "telegram", "discord"] as const;
export type PlatformName = (typeof PLATFORMS)[number];

/** `direct`: only the person and the team can read it. `public`: others can. */
export const PLACE_KINDS = ["direct", "public"] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];
