/** The parts of working together, loaded beside the list and not before it. */
import { lazily } from "../shell/lazily.ts";

const loaded = import("./together.tsx");

export const Together = lazily(() => loaded.then((part) => part.Together));
export const Bell = lazily(() => loaded.then((part) => part.Bell));
export const MyWork = lazily(() => loaded.then((part) => part.MyWork));
export const Watchers = lazily(() => loaded.then((part) => part.Watchers));
export const RowWatchers = lazily(() => loaded.then((part) => part.RowWatchers));
export const HeldNotice = lazily(() => loaded.then((part) => part.HeldNotice));
export const MentionList = lazily(() => loaded.then((part) => part.MentionList));
