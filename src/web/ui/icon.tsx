/** One icon, one size rule: 16 px, or 14 px with a heavier stroke. Decoration only; words stand beside it. */
import type { LucideIcon } from "lucide-react";

export function Icon({ of: Shape, small = false }: { of: LucideIcon; small?: boolean }) {
  return <Shape className={small ? "i s" : "i"} strokeWidth={small ? 2 : 1.75} aria-hidden="true" />;
}
