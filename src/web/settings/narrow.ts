/** Whether the window shows one pane at a time. */
import { useSyncExternalStore } from "react";

const phone = matchMedia("(max-width: 699px)");

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      phone.addEventListener("change", listener);
      return () => phone.removeEventListener("change", listener);
    },
    () => phone.matches,
  );
}
