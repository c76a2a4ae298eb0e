/** All that somebody sees who must set up a second factor first. */
import { Enrol } from "./enrol.tsx";
import { AlonePage } from "./page.tsx";
import { usePeopleWords } from "./words.ts";

export function MustEnrol({ onDone }: { onDone: () => void }) {
  const words = usePeopleWords();
  return (
    <AlonePage title={words.factor}>
      <p>{words.factorNeeded}</p>
      <Enrol onDone={onDone} />
    </AlonePage>
  );
}
