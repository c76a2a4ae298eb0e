/** Shows messages the way each platform lays them out: posts, bubbles, or lines in a room. */
import { clock, el, icon } from "./dom.js";
import { languageOf, t } from "./words.js";

/** How many posts or messages a phone shows; older ones scroll out of a real timeline too. */
const SHOWN = 120;

/**
 * The elements for a place's messages. `scene` has `layout` ("posts", "chat" or "room"), `messages`, `people` (by id), `me`, `fresh` (ids of
 * answers that came while the page was open), `selected`, `pictures` (object URLs by message id) and `onselect`.
 */
export function messageElements(scene) {
  const byId = new Map(scene.messages.map((message) => [message.id, message]));
  const ordered = scene.layout === "posts" ? threaded(scene.messages) : scene.messages;
  return ordered.slice(-SHOWN).map((message) => element(scene, message, byId));
}

/** Answers below what they answer, the place of a post being its thread; the thread that moved last comes last. */
function threaded(messages) {
  const threads = new Map();
  for (const message of messages) {
    // Setting it again after a delete moves the thread to the end.
    const thread = threads.get(message.placeId) ?? [];
    threads.delete(message.placeId);
    threads.set(message.placeId, [...thread, message]);
  }
  return [...threads.values()].flat();
}

function element(scene, message, byId) {
  const author = scene.people.get(message.authorId);
  const mine = message.authorId === scene.me;
  const parent = message.replyTo === null ? undefined : byId.get(message.replyTo);
  const node = LAYOUTS[scene.layout]({ scene, message, author, mine, parent });
  node.classList.add("msg");
  if (scene.fresh.has(message.id)) node.classList.add("new");
  node.dataset.id = message.id;
  node.tabIndex = 0;
  if (scene.selected === message.id) node.setAttribute("aria-current", "true");
  const choose = () => scene.onselect(message);
  node.addEventListener("click", choose);
  node.addEventListener("keydown", (event) => {
    if (event.target !== node || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    choose();
  });
  return node;
}

const LAYOUTS = {
  posts: (shown) =>
    el(
      "article",
      { class: shown.message.replyTo === null ? "po" : "po sub" },
      face(shown.author),
      el("div", {}, heading(shown, true), ...body(shown)),
    ),
  room: (shown) =>
    el(
      "article",
      { class: "ms" },
      face(shown.author),
      el("div", {}, heading(shown, false), quote(shown), ...body(shown)),
    ),
  chat: (shown) =>
    el(
      "article",
      { class: shown.mine ? "bu me" : "bu them" },
      shown.mine ? null : el("b", { lang: languageOf(nameOf(shown.author)) }, nameOf(shown.author)),
      quote(shown),
      ...body(shown),
      time(shown.message),
    ),
};

export const nameOf = (person) => person?.name ?? t("unknownPerson");

const face = (person) =>
  el("span", { class: person?.role === "brand" ? "face bo" : "face", "aria-hidden": "true" }, initial(nameOf(person)));

/** Chinese given names are known by their last character, others by their first. */
const initial = (name) => (/^\p{Script=Han}{2,3}$/u.test(name) ? name.at(-1) : ([...name][0] ?? "?").toUpperCase());

function heading({ author, mine, message }, withHandle) {
  return el(
    "header",
    {},
    el("b", { lang: languageOf(nameOf(author)) }, nameOf(author)),
    mine ? el("span", { class: "you" }, t("you")) : null,
    withHandle && author && !mine ? el("span", { class: "handle" }, `@${author.handle}`) : null,
    time(message),
  );
}

function time(message) {
  const edited = message.edited && !message.deleted ? ` · ${t("edited")}` : "";
  return el("time", { datetime: new Date(message.sentAt).toISOString() }, clock(message.sentAt) + edited);
}

function quote({ parent, scene }) {
  if (!parent) return null;
  const words = parent.deleted ? t("deleted") : parent.text || t("picture");
  return el("span", { class: "quote" }, `${nameOf(scene.people.get(parent.authorId))}: ${words}`);
}

function body({ message, scene }) {
  if (message.deleted) return [el("p", { class: "text gone" }, t("deleted"))];
  const hidden = message.hidden ? el("p", { class: "text gone" }, t("hidden")) : null;
  const text = message.text ? el("p", { class: "text", lang: languageOf(message.text) }, ...rich(message.text)) : null;
  return [
    hidden,
    text,
    ...message.media.map((file, index) => media(file, scene.pictures.get(message.id)?.[index])),
    reactions(message, scene.me),
  ];
}

function media(file, objectUrl) {
  if (objectUrl) return el("img", { class: "shot", src: objectUrl, alt: file.name });
  const kilobytes = Math.max(1, Math.round(file.size / 1024));
  return el("span", { class: "pic" }, icon("image"), el("span", {}, file.name || t("picture")), ` ${kilobytes} kB`);
}

function reactions(message, me) {
  if (message.reactions.length === 0) return null;
  const counted = Map.groupBy(message.reactions, (reaction) => reaction.emoji);
  const chips = [...counted].map(([emoji, all]) =>
    el(
      "span",
      { class: all.some((one) => one.by === me) ? "mine" : null },
      all.length > 1 ? `${emoji} ${all.length}` : emoji,
    ),
  );
  return el("div", { class: "rx" }, ...chips);
}

const MENTION = /(@[\w.-]{2,32})/;

/** Text with mentions set in the face in which I, l and 1 differ. */
function rich(text) {
  return text
    .split(MENTION)
    .filter((part) => part !== "")
    .map((part) => (MENTION.test(part) ? el("span", { class: "handle" }, part) : part));
}
