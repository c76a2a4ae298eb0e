/** The table of keys. */
import { useT } from "../i18n/language.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { modifierName, onMac } from "./keys.ts";

export function Help({ onClose }: { onClose: () => void }) {
  const { t } = useT();
  const { keyHelp: words, keyGroups: groups } = t;
  const shift = onMac ? "⇧" : "Shift";
  const tables: [string, [string, string[]][]][] = [
    [
      groups.list,
      [
        [words.next, ["J"]],
        [words.previous, ["K"]],
        [words.show, ["."]],
        [words.choose, ["X"]],
        [words.chooseAll, ["*"]],
        [words.spam, ["!"]],
        [words.undo, ["Z"]],
      ],
    ],
    [
      groups.conversation,
      [
        [words.reply, ["R"]],
        [words.note, ["N"]],
        [words.close, ["E"]],
        [words.assign, ["A"]],
        [t.handOver, ["H"]],
        [words.snooze, ["S"]],
        [words.topic, ["T"]],
        [words.unread, ["U"]],
        [words.macro, ["M"]],
        [words.suggestion, ["1", "–", "5"]],
        [words.suggestionLink, ["L", "1", "–", "5"]],
        [words.publish, ["P"]],
        [words.matches, ["[", "]"]],
      ],
    ],
    [
      t.publicAnswers,
      [
        [words.newPage, ["N"]],
        [words.editPage, ["E"]],
        [words.savePage, [modifierName, "S"]],
        [words.publishPage, ["P"]],
        [words.showComment, ["Y"]],
        [words.hideComment, ["X"]],
      ],
    ],
    [
      groups.box,
      [
        [words.answers, ["/"]],
        [words.send, [modifierName, "↵"]],
        [words.sendPublic, [modifierName, shift, "↵"]],
        [words.sendClose, [modifierName, onMac ? "⌥" : "Alt", "↵"]],
        [words.undoSend, ["Z"]],
        [words.escape, ["Esc"]],
      ],
    ],
    [
      groups.everywhere,
      [
        [words.search, ["/"]],
        [words.palette, [modifierName, "K"]],
        [words.notices, ["B"]],
        [words.help, ["?"]],
      ],
    ],
  ];
  return (
    <Dialog label={t.keys} className="help" onClose={onClose}>
      <h2>{t.keys}</h2>
      <div className="columns">
        {tables.map(([name, rows]) => (
          <table key={name}>
            <caption>{name}</caption>
            <tbody>
              {rows.map(([word, pressed]) => (
                <tr key={word}>
                  <td>{word}</td>
                  <td>
                    {pressed.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
      <button type="button" className="btn" onClick={onClose}>
        {t.close}
      </button>
    </Dialog>
  );
}
