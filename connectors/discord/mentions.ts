/** Nobody is pinged by what we write, not even whom we answer. */
export const NO_MENTIONS = { parse: [], replied_user: false };
