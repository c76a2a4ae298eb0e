/** What an open conversation is made of, in one file for the browser. */
import "../styles/sending.css";

export { UndoBar } from "../composer/undo-bar.tsx";
export { ContextPane } from "../context/context-pane.tsx";
export { ConversationPane } from "../conversation/pane.tsx";
