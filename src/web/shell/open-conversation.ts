/** What an open conversation is made of, in one file for the browser. */
export { ContextPane } from "../context/context-pane.tsx";
export { ConversationPane } from "../conversation/pane.tsx";
