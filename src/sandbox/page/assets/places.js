/** Where a person can write: privately to each brand account, and in what is public to them. */
import { t } from "./words.js";

/** How many threads a phone lists: the newest ones. */
const THREADS = 6;

export const brandsOf = (state) => state.people.filter((person) => person.role === "brand");

/** `{direct, open}` for the person `state.me`: lists of `{key, kind, title, brand, place}`; a chat's place is absent until somebody wrote. */
export function openPlaces(state) {
  const brands = brandsOf(state);
  const chat =
    (brand) =>
    ({ kind, members }) =>
      kind === "direct" && members.includes(state.me) && members.includes(brand.id);
  const direct = brands.map((brand) => ({
    key: `direct:${brand.id}`,
    kind: "direct",
    title: brand.name,
    brand,
    place: state.places.find(chat(brand)),
  }));
  const open = state.places
    .filter((place) => place.kind === "public" && (place.members.length === 0 || place.members.includes(state.me)))
    .filter((place, _, all) => listed(state, place, all))
    .map((place) => ({
      key: `place:${place.id}`,
      kind: "public",
      title: titleOf(state.platform.name, place),
      brand: brands[0],
      place,
    }));
  return { direct, open };
}

/** X's threads are all on its timeline; of Discord's the newest and the open one are listed. */
function listed(state, place, all) {
  if (place.type !== "thread") return true;
  if (state.platform.name === "x") return false;
  const threads = all.filter((one) => one.type === "thread");
  return threads.indexOf(place) >= threads.length - THREADS || state.target === `place:${place.id}`;
}

function titleOf(platform, place) {
  if (place.type === "timeline") return t("square");
  return platform === "discord" && place.type === "channel" ? `# ${place.title}` : place.title;
}

/** Where a message goes: a chat that may not exist yet, a timeline, a forum's new post, or a place. */
export function target({ kind, brand, place }, text) {
  if (kind === "direct") return { to: brand.id };
  if (place.type === "timeline") return {};
  // A post is called by its words, not by whom it asks.
  if (place.type === "forum") return { place: place.id, options: { title: text.replace(/^@\S+\s+/, "").slice(0, 60) } };
  return { place: place.id };
}
