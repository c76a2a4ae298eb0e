/** The palette and the table of keys on screens other than the inbox. */
import { lazy, Suspense, useEffect, useState } from "react";
import type { Me } from "../client/types.ts";
import { modifierHeld, useKeys } from "./keys.ts";

const Palette = lazy(() => import("./palette.tsx").then((file) => ({ default: file.Palette })));
const Help = lazy(() => import("./help.tsx").then((file) => ({ default: file.Help })));

export function ScreenOverlays({ me }: { me: Me }) {
  const [overlay, setOverlay] = useState<"palette" | "help" | null>(null);
  const close = () => setOverlay(null);
  useKeys({ "?": () => setOverlay("help") });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !modifierHeld(event) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      setOverlay((shown) => (shown === "palette" ? null : "palette"));
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <Suspense>
      {overlay === "palette" ? <Palette me={me} openId={null} onClose={close} /> : null}
      {overlay === "help" ? <Help onClose={close} /> : null}
    </Suspense>
  );
}
