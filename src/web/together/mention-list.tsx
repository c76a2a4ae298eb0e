/** The names that a note may mention, over the box in which it is written. */
import { Avatar } from "../ui/bits.tsx";
import { useTogetherWords } from "./words.ts";

interface Props {
  id: string;
  names: { id: string; name: string }[];
  chosen: number;
  onChoose: (name: string) => void;
}

export function MentionList({ id, names, chosen, onChoose }: Props) {
  const words = useTogetherWords();
  const at = Math.min(chosen, names.length - 1);
  return (
    <div id={id} className="mention-list" role="listbox" aria-label={words.mentionList}>
      {names.map((one, index) => (
        // The keys are the text area's, which keeps the focus.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div
          key={one.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(one.name)}
        >
          <Avatar name={one.name} />
          {one.name}
        </div>
      ))}
    </div>
  );
}
