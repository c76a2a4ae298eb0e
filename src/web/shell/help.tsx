/** The table of keys. */
import { useT } from "../i18n/language.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { modifierName, onMac } from "./keys.ts";

export function Help({ onClose }: { onClose: () => void }) {
  const { t } = useT();
  const rows: [string, string[]][] = [
    [t.keyHelp.next, ["J"]],
    [t.keyHelp.previous, ["K"]],
    [t.keyHelp.reply, ["R"]],
    [t.keyHelp.note, ["N"]],
    [t.keyHelp.close, ["E"]],
    [t.keyHelp.assign, ["A"]],
    [t.handOver, ["H"]],
    [t.keyHelp.notices, ["B"]],
    [t.keyHelp.snooze, ["S"]],
    [t.keyHelp.topic, ["T"]],
    [t.keyHelp.unread, ["U"]],
    [t.keyHelp.macro, ["M"]],
    [t.keyHelp.answers, ["/"]],
    [t.keyHelp.show, ["."]],
    [t.keyHelp.choose, ["X"]],
    [t.keyHelp.chooseAll, ["*"]],
    [t.keyHelp.spam, ["!"]],
    [t.keyHelp.undo, ["Z"]],
    [t.keyHelp.search, ["/"]],
    [t.keyHelp.matches, ["[", "]"]],
    [t.keyHelp.palette, [modifierName, "K"]],
    [t.keyHelp.send, [modifierName, "↵"]],
    [t.keyHelp.sendPublic, [modifierName, onMac ? "⇧" : "Shift", "↵"]],
    [t.keyHelp.sendClose, [modifierName, onMac ? "⌥" : "Alt", "↵"]],
    [t.keyHelp.undoSend, ["Z"]],
    [t.keyHelp.escape, ["Esc"]],
    [t.keyHelp.help, ["?"]],
  ];
  return (
    <Dialog label={t.keys} className="help" onClose={onClose}>
      <h2>{t.keys}</h2>
      <table>
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
      <button type="button" className="btn" onClick={onClose}>
        {t.close}
      </button>
    </Dialog>
  );
}
