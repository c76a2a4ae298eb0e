/** Gives a list a name, and says who sees it. What was typed stays until it is saved. */
import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { Me } from "../../client/types.ts";
import { useT } from "../../i18n/language.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { whyOf } from "../../ui/toast.tsx";
import { listCalls, type SavedView, viewsQuery } from "../calls.ts";
import { type InboxSearch, savedFilterOf } from "../views.ts";
import { useToolWords } from "./words.ts";

interface Props {
  me: Me;
  search: InboxSearch;
  /** Absent: a new one. */
  view: SavedView | undefined;
  title: string;
  onClose: () => void;
  onSaved: (view: SavedView) => void;
}

export function ViewDialog({ me, search, view, title, onClose, onSaved }: Props) {
  const { t } = useT();
  const words = useToolWords();
  const client = useQueryClient();
  const id = useId();
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(view?.shared ?? false);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (name.trim() === "") {
      setFault(words.nameMissing);
      return;
    }
    setBusy(true);
    try {
      const kept = view
        ? await listCalls.changeView(view.id, { name, ...(shared === view.shared ? {} : { shared }) })
        : await listCalls.saveView({ name, shared, filter: savedFilterOf(search) });
      await client.invalidateQueries({ queryKey: viewsQuery.queryKey });
      onSaved(kept);
    } catch (error) {
      setFault(whyOf(error, t));
      setBusy(false);
    }
  };
  return (
    <Dialog label={title} className="help" onClose={onClose}>
      <form
        noValidate
        className="view-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        <h2>{title}</h2>
        <label htmlFor={id}>{words.name}</label>
        <input
          id={id}
          value={name}
          maxLength={60}
          aria-invalid={fault !== null}
          aria-describedby={`${id}-about`}
          onChange={(event) => {
            setName(event.target.value);
            setFault(null);
          }}
        />
        <p id={`${id}-about`} className={fault === null ? "hint" : "fault"} role={fault === null ? undefined : "alert"}>
          {fault ?? words.nameHint}
        </p>
        <label className="tick">
          <input
            type="checkbox"
            checked={shared}
            disabled={me.role === "agent"}
            onChange={(event) => setShared(event.target.checked)}
          />
          {words.shared}
        </label>
        {me.role === "agent" ? <p className="hint">{words.sharedHint}</p> : null}
        <p className="btns">
          <button type="submit" className="btn solid" aria-disabled={busy}>
            {words.save}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {t.cancel}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
