/** Two windows of one person wrote different words: both are shown, and the writer says which stay. */
import { Files } from "lucide-react";
import type { DraftView } from "../client/types.ts";
import { Icon } from "../ui/icon.tsx";
import { useComposerWords } from "./words.ts";

const SHOWN_LENGTH = 200;

export function OtherDraft({ other, onTake, onKeep }: { other: DraftView; onTake: () => void; onKeep: () => void }) {
  const w = useComposerWords();
  return (
    <div className="notice" role="alert" data-testid="other-draft">
      <Icon of={Files} small />
      <b className="grow">{w.otherDraft}</b>
      <ul>
        <li>
          <span>{other.text.slice(0, SHOWN_LENGTH)}</span>
        </li>
      </ul>
      <div className="opts">
        <button type="button" className="btn" onClick={onKeep}>
          {w.keepThese}
        </button>
        <button type="button" className="btn quiet" onClick={onTake}>
          {w.takeOther}
        </button>
      </div>
    </div>
  );
}
