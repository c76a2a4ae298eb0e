/** What may be wider than the page scrolls by itself, by the keyboard too. */
import type { ReactNode } from "react";

/** `label` says what is in it. */
export function ScrollX({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="scroll-x" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
