/** What keeps a page from going on, and what its reviewer should judge: each with the words that it is about. */
import { Check as CheckIcon, CircleAlert, TriangleAlert } from "lucide-react";
import { Part } from "../settings/kit/page.tsx";
import { Icon } from "../ui/icon.tsx";
import type { PublicationDetail } from "./calls.ts";
import { usePublishWords } from "./words.ts";

export function Checks({ page }: { page: PublicationDetail }) {
  const { checks: words, edit } = usePublishWords();
  return (
    <Part title={words.title}>
      {page.checks.length === 0 ? (
        <p className="pub-fine">
          <Icon of={CheckIcon} small />
          {words.fine}
        </p>
      ) : (
        <ul className="pub-checks">
          {page.checks.map((check) => (
            <li key={`${check.code} ${check.field} ${check.words}`} className={check.blocks}>
              <Icon of={check.blocks === "nothing" ? CircleAlert : TriangleAlert} small />
              <span>
                <b>{words.of[check.code]}</b>
                {check.words === "" ? null : <q>{check.words}</q>}
                <span className="hint">
                  {[check.field === null ? "" : edit[check.field], words.blocks[check.blocks]]
                    .filter((one) => one !== "")
                    .join(" · ")}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
