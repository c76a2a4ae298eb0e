/** One phone: who you are, where you write, what you see there. */
import { composer } from "./composer.js";
import { code, el, icon, NAMES, remembered } from "./dom.js";
import { forumElements } from "./forum.js";
import { messageElements } from "./messages.js";
import { brandsOf, openPlaces } from "./places.js";
import { coalesced } from "./platform.js";
import { t } from "./words.js";

/**
 * Builds the phone of a platform. `hooks`: `askPerson(platform)` asks for a new person and resolves to them or null, `sent()` and `answered()`
 * tell that the person wrote and that the brand answered. Gives `{node, refresh, relabel, offline}`.
 */
export function phone(platform, hooks) {
  const state = {
    platform,
    people: [],
    places: [],
    messages: [],
    me: null,
    /** `direct:BRAND` or `place:ID`. */
    target: remembered.get(`${platform.name}.target`),
    selected: null,
    fresh: new Set(),
    seen: null,
    pictures: new Map(),
    blocked: new Set(),
    /** The last message that was looked at, by place, and a chat elsewhere that has a newer answer. */
    read: new Map(),
    answerIn: null,
    offline: false,
  };
  let drawn = "";
  let atEnd = true;

  const view = el("div", { class: "view" });
  const placePick = el("select", { class: "pick", onchange: () => chooseTarget(placePick.value) });
  const visibility = el("small", {});
  const elsewhere = el("button", { class: "you", type: "button", onclick: () => chooseTarget(state.answerIn) });
  const youAre = el("span", {});
  const personPick = el("select", { class: "pick", onchange: () => choosePerson(personPick.value) });
  const add = el("button", { class: "btn quiet sq", type: "button", onclick: addPerson }, icon("plus"));
  const block = el("button", { class: "btn quiet", type: "button", onclick: toggleBlock });
  const rooms = el("nav", { class: "rooms" });
  const spoken = el("p", { class: "vh", "aria-live": "polite" });
  const below = el("button", { class: "down", type: "button", hidden: true, onclick: toEnd });
  const box = composer(state, {
    place: here,
    brand,
    done: () => refresh(),
    sent: hooks.sent,
    redraw: () => draw(true),
    /** A forum's post is a thread of its own, a comment on a channel stands in its group: follow what was written. */
    went: (placeId) => chooseTarget(`place:${placeId}`),
  });
  const screen = platform.name === "discord" ? el("div", { class: "hall" }, rooms, view) : view;
  const node = el(
    "section",
    { class: `phone ${platform.name}`, "aria-label": NAMES[platform.name] },
    el(
      "div",
      { class: "scr" },
      el("header", { class: "ph" }, code(platform.name), placePick, elsewhere, visibility),
      el("div", { class: "who" }, youAre, personPick, add, block),
      screen,
      spoken,
      ...box.nodes,
    ),
  );

  function here() {
    const { direct, open } = openPlaces(state);
    const all = [...direct, ...open];
    const usual = platform.name === "telegram" ? direct[0] : open[0];
    return all.find((option) => option.key === state.target) ?? usual ?? all[0] ?? null;
  }

  function brand() {
    return here()?.brand ?? null;
  }

  const refresh = coalesced(async () => {
    try {
      [state.people, state.places] = await Promise.all([platform.people(), platform.places()]);
      const users = state.people.filter((person) => person.role !== "brand");
      if (!users.some((person) => person.id === state.me)) {
        const handle = remembered.get(`${platform.name}.person`);
        state.me = (users.find((person) => person.handle === handle) ?? users[0])?.id ?? null;
      }
      const place = here()?.place;
      state.messages = place ? await platform.messages(place.id) : [];
      state.offline = false;
      noteAnswers(place?.id ?? null);
      if (place) state.read.set(place.id, state.messages.at(-1)?.id);
      await lookElsewhere();
      draw();
    } catch {
      // The live stream says when the platform is back.
      state.offline = true;
    }
  });

  /** Marks what the brand wrote while this place was open. */
  function noteAnswers(placeId) {
    const ids = new Set(state.messages.map((message) => message.id));
    if (state.seen?.placeId === placeId) {
      const isBrand = new Set(brandsOf(state).map((person) => person.id));
      const answers = state.messages.filter((one) => isBrand.has(one.authorId) && !state.seen.ids.has(one.id));
      for (const one of answers) state.fresh.add(one.id);
      if (answers.length > 0) {
        const { authorId, text } = answers.at(-1);
        spoken.textContent = t("answered", { name: state.people.find((one) => one.id === authorId)?.name, text });
        hooks.answered();
      }
    } else {
      state.fresh.clear();
    }
    state.seen = { placeId, ids };
  }

  /** An answer may come privately while one looks at a public place. */
  async function lookElsewhere() {
    const others = openPlaces(state).direct.filter((chat) => chat.place && chat.key !== here()?.key);
    state.answerIn = null;
    for (const chat of others) {
      const last = (await platform.messages(chat.place.id)).at(-1);
      if (last && last.authorId !== state.me && last.id !== state.read.get(chat.place.id)) state.answerIn = chat.key;
    }
  }

  function draw(force = false) {
    const picture = JSON.stringify([
      state.answerIn,
      state.people,
      state.places,
      state.messages,
      state.me,
      state.target,
      state.selected,
    ]);
    if (picture === drawn && !force) return;
    drawn = picture;
    drawChoices();
    drawMessages();
    box.draw();
  }

  function drawChoices() {
    const { direct, open } = openPlaces(state);
    const now = here();
    placePick.ariaLabel = t("place");
    placePick.replaceChildren(group(t("private"), direct), group(t("public"), open));
    if (now) placePick.value = now.key;
    elsewhere.hidden = state.answerIn === null;
    elsewhere.textContent = t("answerIn");
    visibility.replaceChildren(
      icon(now?.kind === "direct" ? "lock" : "megaphone"),
      t(now?.kind === "direct" ? "private" : "public"),
    );
    const users = state.people.filter((person) => person.role !== "brand");
    personPick.ariaLabel = t("person");
    personPick.replaceChildren(...users.map((person) => el("option", { value: person.id }, person.name)));
    if (state.me !== null) personPick.value = state.me;
    youAre.textContent = t("youAre");
    add.ariaLabel = t("addPerson");
    add.title = t("addPerson");
    const isBlocked = state.blocked.has(blockKey());
    block.setAttribute("aria-pressed", String(isBlocked));
    block.replaceChildren(icon("ban"), t(isBlocked ? "unblock" : "block"));
    rooms.replaceChildren(
      ...[...direct, ...open].map((option) =>
        el(
          "button",
          {
            type: "button",
            title: option.title,
            "aria-label": option.title,
            "aria-current": option.key === now?.key ? "true" : null,
            onclick: () => chooseTarget(option.key),
          },
          option.kind === "direct"
            ? icon("lock")
            : ([...option.title.replace(/^[^\p{L}\p{N}]+/u, "")][0] ?? "#").toUpperCase(),
        ),
      ),
    );
  }

  function group(label, list) {
    return el("optgroup", { label }, ...list.map((option) => el("option", { value: option.key }, option.title)));
  }

  function drawMessages() {
    const now = here();
    const layout = layoutOf(platform.name, now?.kind);
    const last = view.querySelector(".msg:last-of-type")?.dataset.id;
    const focused = view.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    view.className = layout === "chat" ? "view chat" : "view";
    // A channel writes under its own name, which is the place's.
    const channels = state.places.map((place) => [
      place.id,
      { ...place, name: place.title, handle: "", role: "brand" },
    ]);
    const people = new Map([...channels, ...state.people.map((person) => [person.id, person])]);
    const isForum = now?.place?.type === "forum";
    const messages = isForum
      ? forumElements(state, now.place, open)
      : messageElements({
          ...state,
          layout,
          people,
          onselect(message) {
            state.selected = state.selected === message.id ? null : message.id;
            draw();
          },
        });
    view.replaceChildren(...(messages.length > 0 ? messages : [el("p", { class: "none" }, t("writeFirst"))]), below);
    below.textContent = t("newBelow");
    const other = view.dataset.place !== now?.key;
    // A forum is read from its newest post, which stands first.
    if (isForum) view.scrollTop = other ? 0 : view.scrollTop;
    else if (atEnd || other) toEnd();
    else if (messages.at(-1)?.dataset.id !== last) below.hidden = false;
    view.dataset.place = now?.key ?? "";
    if (focused) view.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  function toEnd() {
    below.hidden = true;
    atEnd = true;
    view.scrollTop = view.scrollHeight;
  }
  // What opens below the messages, an error or a quote, must not cover the last one.
  new ResizeObserver(() => {
    if (atEnd && !view.querySelector(".forum")) toEnd();
  }).observe(view);
  view.addEventListener("scroll", () => {
    atEnd = view.scrollHeight - view.scrollTop - view.clientHeight < 48;
    if (atEnd) below.hidden = true;
  });

  function open(place) {
    chooseTarget(`place:${place.id}`);
    placePick.focus();
  }

  function chooseTarget(key) {
    state.target = key;
    state.selected = null;
    remembered.set(`${platform.name}.target`, key);
    box.reset();
    // At once, so that what is typed next goes into this place's draft.
    box.draw();
    void refresh();
  }

  function choosePerson(id) {
    state.me = id;
    state.selected = null;
    remembered.set(`${platform.name}.person`, state.people.find((person) => person.id === id)?.handle ?? "");
    box.reset();
    // At once, so that what is typed next goes into this place's draft.
    box.draw();
    void refresh();
  }

  async function addPerson() {
    const person = await hooks.askPerson(platform);
    if (!person) return;
    state.people = [...state.people, person];
    choosePerson(person.id);
  }

  const blockKey = () => `${state.me}:${brand()?.id}`;

  async function toggleBlock() {
    const whom = brand();
    if (state.me === null || !whom) return;
    const blocked = !state.blocked.has(blockKey());
    await box.attempt(() => platform.block({ by: state.me, whom: whom.id, blocked }));
    if (box.failed()) return;
    if (blocked) state.blocked.add(blockKey());
    else state.blocked.delete(blockKey());
    draw(true);
  }

  return { node, state, refresh, relabel: () => draw(true) };
}

function layoutOf(platform, kind) {
  if (platform === "telegram" || kind === "direct") return "chat";
  return platform === "x" ? "posts" : "room";
}
