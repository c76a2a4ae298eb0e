/** Room in a row for who else is at the conversation; nothing is loaded while nobody is. */
import { Suspense } from "react";
import { useHere } from "./here.ts";
import { RowWatchers } from "./parts.ts";

export function RowSign({ id }: { id: string }) {
  if (useHere(id) === null) return null;
  return (
    <Suspense>
      <RowWatchers id={id} />
    </Suspense>
  );
}
