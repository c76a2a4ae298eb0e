/** Leads the keyboard to the choice of a topic, beside the conversation or, where there is no room, over it. */
export const TOPIC_ID = "topic";

/** `show` brings the side panel up. */
export function focusTopic(show: () => void): void {
  const find = () => document.querySelector<HTMLElement>(`#${TOPIC_ID}`);
  const here = find();
  if (here?.checkVisibility()) {
    here.focus();
    return;
  }
  show();
  // It is drawn first.
  requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus()));
}
