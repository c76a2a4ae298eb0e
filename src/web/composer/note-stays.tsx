/** After a change from a note to the public reply: the note's words stayed where they are. They come along only if somebody says so twice. */
import { StickyNote } from "lucide-react";
import { useState } from "react";
import { Icon } from "../ui/icon.tsx";
import { useComposerWords } from "./words.ts";

export function NoteStays({ onCopy, onLeave }: { onCopy: () => void; onLeave: () => void }) {
  const w = useComposerWords();
  const [asking, setAsking] = useState(false);
  return (
    <div className="notice soft" role="status" data-testid="note-stays">
      <Icon of={StickyNote} small />
      <span className="grow">{asking ? w.copyNoteSure : w.noteStays}</span>
      {asking ? (
        <>
          <button type="button" className="btn" onClick={onLeave}>
            {w.copyNo}
          </button>
          <button type="button" className="btn" onClick={onCopy}>
            {w.copyYes}
          </button>
        </>
      ) : (
        <button type="button" className="btn quiet" onClick={() => setAsking(true)}>
          {w.copyNote}
        </button>
      )}
    </div>
  );
}
