/** The ledger of what reached the platforms, and the faults a newcomer can set for the next send. */
import { clock, code, el, icon, NAMES } from "./dom.js";
import { t } from "./words.js";

const SHOWN = 12;

/** A request that writes, on each platform. */
const SEND = {
  x: { method: "POST", path: "/2/" },
  telegram: { path: "/send" },
  discord: { method: "POST", path: "/messages" },
};

const FAULTS = {
  none: "faultNone",
  "cut-after": "faultCut",
  "cut-before": "faultBefore",
  "error-after": "faultError",
  refuse: "faultRefuse",
};

/** `platforms` by name; `armed()` is called when a fault was set. Gives `{add, relabel}`. */
export function board(platforms, armed) {
  const rows = [];
  /** Fault kind by platform, until a request has met it. */
  const waiting = new Map();
  const body = document.getElementById("ledger");
  const empty = document.getElementById("ledger-empty");
  const which = document.getElementById("fault-platform");
  const kind = document.getElementById("fault-kind");
  const label = document.getElementById("wirelab");

  which.addEventListener("change", drawFaults);
  kind.addEventListener("change", () => void setFault());
  document.getElementById("faults").addEventListener("submit", (event) => event.preventDefault());

  /** Takes new ledger entries of a platform; requests that changed nothing and met no fault are reads, and stay out. */
  function add(platform, entries) {
    const news = entries.filter((entry) => entry.effect !== null || entry.fault !== null);
    if (news.some((entry) => entry.fault !== null && entry.fault === waiting.get(platform))) waiting.delete(platform);
    rows.push(...news.map((entry) => ({ platform, entry })));
    rows.sort((a, b) => b.entry.at - a.entry.at || b.entry.seq - a.entry.seq);
    if (news.length > 0) relabel();
  }

  async function setFault() {
    const platform = platforms.get(which.value);
    if (!platform) return;
    await platform.clearFaults();
    waiting.delete(which.value);
    if (kind.value !== "none") {
      await platform.addFault({
        kind: kind.value,
        ...SEND[which.value],
        ...(kind.value === "refuse" ? { retryAfterMs: 5_000 } : {}),
      });
      waiting.set(which.value, kind.value);
      armed();
    }
    relabel();
  }

  function relabel() {
    if (which.options.length === 0)
      which.append(...[...platforms.keys()].map((name) => el("option", { value: name }, NAMES[name])));
    drawFaults();
    body.replaceChildren(...rows.slice(0, SHOWN).map(row));
    empty.hidden = rows.length > 0;
    for (const name of Object.keys(SEND)) {
      const wire = document.getElementById(`wire-${name}`);
      wire.setAttribute("class", platforms.has(name) ? (waiting.has(name) ? "is-cut" : "") : "is-off");
    }
    const cut = [...waiting.keys()].map((name) => NAMES[name]).join(", ");
    label.hidden = cut === "";
    label.replaceChildren(...(cut === "" ? [] : [icon("scissors"), t("cut", { platform: cut })]));
  }

  function drawFaults() {
    kind.replaceChildren(...Object.entries(FAULTS).map(([value, key]) => el("option", { value }, t(key))));
    kind.value = waiting.get(which.value) ?? "none";
  }

  function row({ platform, entry }) {
    const [words, tone] = outcome(platform, entry);
    return el(
      "tr",
      {},
      el("td", {}, el("time", { datetime: new Date(entry.at).toISOString() }, clock(entry.at, true))),
      el("td", {}, code(platform)),
      el("td", {}, `${what(entry)} `, el("code", {}, `${entry.method} ${entry.path}`)),
      el("td", { class: tone }, words),
    );
  }

  function outcome(platform, entry) {
    const { effect, fault, status } = entry;
    if (effect === null) return fault?.startsWith("cut") ? [t("lineCut"), "unk"] : [t("status", { status }), "bad"];
    if (fault === "cut-after" || fault === "error-after" || fault === "garbage") return [t("unsure"), "unk"];
    const same = rows.filter(
      (one) => one.platform === platform && one.entry.effect && sameWrite(one.entry) === sameWrite(entry),
    );
    return [same.length > 1 ? t("times", { count: same.length }) : t("once"), ""];
  }

  relabel();
  return { add, relabel };
}

const sameWrite = ({ method, path, body }) => JSON.stringify([method, path, body]);

function what({ effect }) {
  if (effect === null) return t("refused");
  const { kind } = effect;
  if (kind === "thread") return t("opened");
  if (/delete|remove/.test(kind)) return t("removed");
  if (/edit/.test(kind)) return t("changed");
  if (/react/.test(kind)) return t("reacted");
  if (/hid/.test(kind)) return t("hid");
  return /message|post|tweet|dm|send|reply|create/.test(kind) ? t("wrote") : t("other");
}
