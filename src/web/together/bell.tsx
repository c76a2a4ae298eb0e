/** The bell in the rail, with how many notices are unread. */
import { useQuery } from "@tanstack/react-query";
import { Bell as BellShape } from "lucide-react";
import { Icon } from "../ui/icon.tsx";
import { noticesQuery } from "./calls.ts";
import { openTogether } from "./open.ts";
import { useTogetherWords } from "./words.ts";

export function Bell() {
  const words = useTogetherWords();
  const unread = useQuery(noticesQuery).data?.unread ?? 0;
  const label = unread > 0 ? `${words.notices} · ${words.unread(unread)}` : words.notices;
  return (
    <button
      type="button"
      className="btn quiet sq bell"
      title={label}
      aria-label={label}
      data-testid="bell"
      onClick={() => openTogether({ kind: "notices" })}
    >
      <Icon of={BellShape} />
      {unread > 0 ? (
        <span className="badge num" aria-hidden="true">
          {unread > 99 ? "99+" : unread}
        </span>
      ) : null}
    </button>
  );
}
