/** English: canned answers and macros beside the reply box; the same keys as Chinese, by type. */
import type { AnswerWords } from "./words.ts";

export const en: AnswerWords = {
  answers: "Canned answers",
  macros: "Macros",
  none: "No canned answers yet. A lead can add them in the settings.",
  nothing: (query) => `No canned answer fits “${query}”`,
  insert: "Insert",
  otherLanguage: "Other language",
  language: { zh: "Chinese", en: "English" },
  gaps: (names) => `Still to fill: ${names}`,
  nextGap: "Next gap",
  run: "Run a macro",
  noMacros: "No macros yet. A lead can add them in the settings.",
  macroKeys: "Press its key, or choose it and press Enter",
  ran: (name) => `Ran “${name}”`,
  failed: (name, step, why) => `“${name}” did nothing: step ${step} · ${why}`,
  failedWhole: (name, why) => `“${name}” didn’t run: ${why}`,
  undo: "Undo",
  undone: "Taken back",
  did: {
    answer: "Answer",
    labels: "Labels",
    assign: "Owner",
    status: "Status",
    snooze: "Snooze",
    priority: "Priority",
    note: "Note",
  },
  outcome: {
    done: "changed",
    nothing: "was so already",
    queued: "on its way",
    held: "waits for a lead",
    insert: "in the reply box",
  },
};
