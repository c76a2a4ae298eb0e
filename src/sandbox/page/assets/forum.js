/** A forum as people see it: its posts with their tags, newest first. */
import { el } from "./dom.js";
import { languageOf, t } from "./words.js";

/** `onopen(place)` is told which post was chosen. */
export function forumElements({ places }, forum, onopen) {
  const posts = places.filter((place) => place.parent === forum.id).toReversed();
  if (posts.length === 0) return [];
  const item = (post) =>
    el(
      "li",
      {},
      el(
        "button",
        { type: "button", onclick: () => onopen(post) },
        el("b", { lang: languageOf(post.title) }, post.title),
        ...(post.tags ?? []).map((tag) => el("span", { class: "tag" }, tag)),
      ),
    );
  return [el("ul", { class: "forum", "aria-label": t("posts") }, ...posts.map(item))];
}
