/** The lower end of a phone: what you can do with the chosen message, and the line you write on. */
import { el, icon } from "./dom.js";
import { nameOf } from "./messages.js";
import { target } from "./places.js";
import { languageOf, t } from "./words.js";

const EMOJI = ["👍", "❤️", "🔥", "🙏"];
const PICTURE_BYTES = 4 * 1024 * 1024;
const SCAMMER = { name: "B0bo Help", handle: "b0bo_help" };

/** `parts` has `place()`, `brand()`, `done()`, `sent()` and `redraw()`; gives the nodes and the ways to draw, reset and try a call. */
export function composer(state, parts) {
  const { platform } = state;
  /** Null, or `{kind: "edit" | "reply", message}`. */
  let mode = null;
  let picking = false;
  let picture = null;
  let failure = null;
  let busy = false;
  let draftKey = null;
  const drafts = new Map();

  const actions = el("div", { class: "try" });
  const about = el("div", { class: "about", hidden: true });
  const oops = el("p", { class: "oops", role: "alert", hidden: true });
  const input = el("input", { type: "text", autocomplete: "off", oninput: () => button() });
  const file = el("input", { class: "vh", type: "file", accept: "image/*", onchange: () => void attach() });
  const clip = el("label", { class: "clip" }, icon("paperclip"), file);
  const submit = el("button", { type: "submit" });
  const form = el("form", { class: "say", onsubmit }, clip, input, submit);

  const people = () => new Map(state.people.map((person) => [person.id, person]));
  const chosen = () => state.messages.find((message) => message.id === state.selected && !message.deleted) ?? null;
  const isPublic = () => parts.place()?.kind === "public";
  /** In public the brand is addressed by name, or nobody there would look. */
  const opening = () => (isPublic() && parts.brand() ? `@${parts.brand().handle} ` : "");

  function draw() {
    keepDraft();
    drawActions();
    drawAbout();
    oops.hidden = failure === null;
    oops.textContent = failure ?? "";
    file.ariaLabel = t("attach");
    clip.title = t("attach");
    input.ariaLabel = t("message");
    input.placeholder = parts.place()?.title ?? "";
    button();
  }

  function keepDraft() {
    // What is typed before the platform has answered belongs to the place that then opens.
    if (state.me === null || parts.place() === null) return;
    const key = `${state.me}|${parts.place().key}`;
    if (key === draftKey) return;
    if (draftKey !== null && mode?.kind !== "edit") drafts.set(draftKey, input.value);
    const first = draftKey === null;
    draftKey = key;
    input.value = drafts.get(key) ?? ((first && input.value) || opening());
  }

  function button() {
    const label = mode?.kind === "edit" ? t("save") : t(platform.name === "x" && isPublic() ? "post" : "send");
    submit.replaceChildren(...(platform.name === "telegram" ? [icon("send"), label] : [label]));
    const empty = input.value.trim() === "" || input.value.trim() === opening().trim();
    submit.disabled = busy || state.me === null || parts.place() === null || (empty && picture === null);
  }

  function drawActions() {
    const message = chosen();
    if (!message) {
      picking = false;
      actions.replaceChildren(state.messages.length > 0 ? t("hint") : "");
      return;
    }
    if (picking) {
      actions.replaceChildren(
        action(t("back"), () => ((picking = false), draw())),
        ...EMOJI.map((emoji) => action(emoji, () => react(message, emoji))),
      );
      return;
    }
    const mine = message.authorId === state.me;
    actions.replaceChildren(
      ...[
        // X has edits of posts only, and likes that it tells nobody of.
        mine && (platform.name !== "x" || isPublic()) && action(t("edit"), () => startEdit(message)),
        mine && action(t("remove"), () => change(() => platform.remove(reference(message)))),
        // X has no answer to one direct message.
        (platform.name !== "x" || isPublic()) && action(t("reply"), () => startReply(message)),
        (platform.name !== "x" || !isPublic()) && action(t("react"), () => ((picking = true), draw())),
        isPublic() && action(t("scam"), () => scam(message)),
      ].filter(Boolean),
    );
  }

  const action = (label, run) => el("button", { type: "button", onclick: () => void run() }, label);

  function drawAbout() {
    const message = mode?.message;
    about.hidden = !mode && !picture;
    if (about.hidden) return;
    const values = message && { name: nameOf(people().get(message.authorId)), text: message.text };
    const words = mode ? t(mode.kind === "edit" ? "editing" : "replying", values) : picture.name;
    const cancel = () => ((picture = null), mode?.kind === "edit" && (input.value = opening()), (mode = null), draw());
    about.replaceChildren(
      ...(picture && !mode ? [icon("image")] : []),
      el("span", { lang: languageOf(words) }, mode && picture ? `${words} · ${picture.name}` : words),
      el("button", { type: "button", "aria-label": t("cancel"), onclick: cancel }, icon("x")),
    );
  }

  function startEdit(message) {
    mode = { kind: "edit", message };
    input.value = message.text;
    draw();
    input.focus();
  }

  function startReply(message) {
    mode = { kind: "reply", message };
    draw();
    input.focus();
  }

  const reference = (message) => ({ by: state.me, place: message.placeId, id: message.id });

  async function react(message, emoji) {
    const remove = message.reactions.some((one) => one.by === state.me && one.emoji === emoji);
    picking = false;
    await change(() => platform.react({ ...reference(message), emoji, remove }));
  }

  async function scam(message) {
    const known = state.people.find((person) => person.handle === SCAMMER.handle);
    await change(async () => {
      const from = known ?? (await platform.addPerson(SCAMMER));
      const text = t("scamText");
      await platform.send({ ...target(parts.place(), text), from: from.id, text, replyTo: message.id });
    });
  }

  async function change(call) {
    await attempt(call);
    if (failure === null) state.selected = null;
    parts.redraw();
    await parts.done();
  }

  async function attempt(call) {
    failure = null;
    busy = true;
    button();
    try {
      return await call();
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      return null;
    } finally {
      busy = false;
      draw();
    }
  }

  async function attach() {
    const [given] = file.files;
    file.value = "";
    if (!given) return;
    failure = given.size > PICTURE_BYTES ? t("tooBig") : null;
    picture = failure === null ? given : null;
    draw();
    input.focus();
  }

  async function onsubmit(event) {
    event.preventDefault();
    const typed = input.value;
    const text = typed.trim();
    const place = parts.place();
    const was = mode;
    // Emptied at once: what is typed while this one is under way belongs to the next.
    input.value = opening();
    if (was?.kind === "edit") {
      await attempt(() => platform.edit({ ...reference(was.message), text }));
    } else {
      const message = await attempt(async () =>
        platform.send({
          ...target(place, text),
          from: state.me,
          text,
          media: picture ? [await encoded(picture)] : [],
          ...answered(was?.message),
        }),
      );
      if (message && picture) state.pictures.set(message.id, [URL.createObjectURL(picture)]);
      if (message) parts.sent();
      if (message && place.place && place.place.type !== "timeline" && message.placeId !== place.place.id) {
        parts.went(message.placeId);
      }
    }
    if (failure !== null) {
      input.value = typed;
      return button();
    }
    reset();
    state.selected = null;
    parts.redraw();
    await parts.done();
    input.focus();
  }

  /** A channel's readers write below one of its posts, the last one if none was chosen. */
  function answered(message) {
    const { place } = parts.place();
    const channel = platform.name === "telegram" && place?.type === "channel";
    const post = message ?? (channel ? state.messages.at(-1) : undefined);
    return post ? { replyTo: post.id } : {};
  }

  function reset() {
    mode = null;
    picking = false;
    picture = null;
    failure = null;
  }

  return { nodes: [actions, oops, about, form], draw, reset, attempt, failed: () => failure !== null };
}

async function encoded(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { name: file.name, mime: file.type, base64: btoa(binary) };
}
