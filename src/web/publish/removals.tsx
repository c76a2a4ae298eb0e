/** What was taken out of an anonymous draft, each with what stands in its place; put back one by one, into what is typed. */
import { followEdit, putBack, type Removal } from "../../domain/redaction/removals.ts";
import { Part } from "../settings/kit/page.tsx";
import type { PublicationDetail } from "./calls.ts";
import { usePageDraft } from "./edit-draft.ts";
import { usePublishWords } from "./words.ts";

interface Props {
  page: PublicationDetail;
  removals: readonly Removal[];
  mayPutBack: boolean;
}

export function Removals({ page, removals, mayPutBack }: Props) {
  const { removals: words } = usePublishWords();
  const { value, change } = usePageDraft(page);
  // As the text is typed: one whose stand-in was deleted is gone with it.
  const standing = followEdit(page, value, removals);
  const back = (one: Removal) => {
    const put = putBack(value, standing, one);
    if (put) change(put.words);
  };
  return (
    <Part title={words.title} hint={standing.length === 0 ? words.none : words.hint}>
      {standing.length === 0 ? null : (
        <ul className="pub-removals">
          {standing.map((one) => (
            <li key={`${one.field} ${one.start}`} data-testid="removal">
              <span className="grow">
                <del>{one.original}</del>
                <span className="hint">
                  {words.of[one.kind]} · {words.in[one.field]} · <bdi>{one.standIn}</bdi>
                </span>
              </span>
              {mayPutBack ? (
                <button
                  type="button"
                  className="btn"
                  aria-label={words.putBackOf(words.of[one.kind], one.original)}
                  onClick={() => back(one)}
                >
                  {words.putBack}
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
