/** What changed between two texts, word by word, with a word for what colour alone would say. */
import { wordDiff } from "../conversation/diff.ts";
import { usePublishWords } from "./words.ts";

interface Props {
  before: string;
  after: string;
  lang: string;
}

export function Diff({ before, after, lang }: Props) {
  const { compare: words } = usePublishWords();
  const changes = wordDiff(before, after);
  if (changes.every(({ kind }) => kind === "same")) return <p className="hint">{words.same}</p>;
  return (
    <p className="words pub-diff" lang={lang}>
      {changes.map((change, place) =>
        change.kind === "same" ? (
          change.text
        ) : change.kind === "gone" ? (
          <del key={place} title={words.gone}>
            {change.text}
          </del>
        ) : (
          <ins key={place} title={words.added}>
            {change.text}
          </ins>
        ),
      )}
    </p>
  );
}
