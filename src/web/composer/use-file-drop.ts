/** Files dropped anywhere over the conversation go into its reply. */
import { useEffect, useRef, useState, type RefObject } from "react";

/** True while files are held over the conversation that `inside` stands in. `onFiles` null: it takes none. */
export function useFileDrop(
  inside: RefObject<HTMLElement | null>,
  onFiles: ((files: Iterable<File>) => void) | null,
): boolean {
  const [over, setOver] = useState(false);
  const newest = useRef(onFiles);
  useEffect(() => {
    newest.current = onFiles;
  });
  useEffect(() => {
    const pane = inside.current?.closest<HTMLElement>(".conv");
    if (!pane) return undefined;
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const onOver = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      // Also where none are taken: the browser would leave the page for the file.
      event.preventDefault();
      setOver(newest.current !== null);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget instanceof Node && pane.contains(event.relatedTarget)) return;
      setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      newest.current?.([...(event.dataTransfer?.files ?? [])]);
    };
    pane.addEventListener("dragover", onOver);
    pane.addEventListener("dragleave", onLeave);
    pane.addEventListener("drop", onDrop);
    return () => {
      pane.removeEventListener("dragover", onOver);
      pane.removeEventListener("dragleave", onLeave);
      pane.removeEventListener("drop", onDrop);
    };
  }, [inside]);
  return over;
}
