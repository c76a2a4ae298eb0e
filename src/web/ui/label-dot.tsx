/** The colour of a label, beside its name: the word alone says it too. */
import { useQuery } from "@tanstack/react-query";
import { labelsQuery } from "../client/queries.ts";
import "../styles/labels.css";

export function LabelDot({ name }: { name: string }) {
  const color = useQuery(labelsQuery).data?.items.find((one) => one.name === name)?.color ?? "grey";
  return <ColorDot color={color} />;
}

export function ColorDot({ color }: { color: string }) {
  return <i className="dot" data-color={color} aria-hidden="true" />;
}
