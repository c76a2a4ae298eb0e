/** Starts the bench: three phones, their live lines and the ledger. */
import { board } from "./board.js";
import { el, NAMES, remembered } from "./dom.js";
import { askPerson } from "./newcomer.js";
import { phone } from "./phone.js";
import { coalesced, Platform } from "./platform.js";
import { currentLanguage, t, useLanguage } from "./words.js";

const config = await (await fetch("/_bench/config.json")).json();
const platforms = new Map(
  ["x", "telegram", "discord"]
    .filter((name) => config[name] !== null)
    .map((name) => [name, new Platform(name, config[name])]),
);
const progress = new Set();

useLanguage(remembered.get("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
const theme = remembered.get("theme");
if (theme) document.documentElement.dataset.theme = theme;

const ledger = board(platforms, () => did("cut"));
const phones = [...platforms.values()].map((platform) =>
  phone(platform, { askPerson, sent: () => did("write"), answered: () => (did("answer"), did("read")) }),
);
document.getElementById("phones").append(...phones.map((one) => one.node));
for (const one of phones) connect(one);
did(null);

/** Follows a platform's changes while the page is shown; a hidden page gives its connections back. */
function connect({ node, state, refresh }) {
  const { platform } = state;
  const lost = el("p", { class: "oops", role: "status", hidden: true });
  node.querySelector(".who").after(lost);
  const look = coalesced(async () => {
    await Promise.all([refresh(), platform.newLedger().then((entries) => ledger.add(platform.name, entries))]);
    lost.hidden = true;
  });
  let stop = null;
  const follow = () => {
    stop?.();
    stop = null;
    if (document.hidden) return;
    stop = platform.live(
      () => void look(),
      () => {
        lost.textContent = t("offline", { platform: NAMES[platform.name] });
        lost.hidden = false;
      },
    );
  };
  document.addEventListener("visibilitychange", follow);
  follow();
}

/** Ticks a step off the list and shows the next one. */
function did(step) {
  if (step) progress.add(step);
  const steps = ["write", "answer", "read", "cut"];
  const next = steps.find((name) => !progress.has(name));
  for (const name of steps) {
    const node = document.getElementById(`step-${name}`);
    node.className = progress.has(name) ? "done" : name === next ? "now" : "";
  }
}

document.getElementById(`ui-${currentLanguage()}`).checked = true;
for (const radio of document.querySelectorAll("[name=ui]")) {
  radio.addEventListener("change", () => {
    remembered.set("language", radio.value);
    useLanguage(radio.value);
    ledger.relabel();
    for (const one of phones) one.relabel();
  });
}

document.getElementById("theme").addEventListener("click", () => {
  const root = document.documentElement.dataset;
  const dark = root.theme ? root.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.theme = dark ? "light" : "dark";
  remembered.set("theme", root.theme);
});

const inbox = document.getElementById("inbox");
inbox.hidden = config.inbox === null;
if (config.inbox !== null) inbox.href = config.inbox;
