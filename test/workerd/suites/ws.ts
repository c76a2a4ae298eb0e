/** Stands for the package `ws` inside workerd, where its build for browsers would come: its own server, and the platform's WebSocket as its client. */
export { default as WebSocketServer } from "ws/lib/websocket-server.js";

/** Without what only Node's client takes. */
export class WebSocket extends globalThis.WebSocket {
  constructor(url: string, protocols: string[] = []) {
    super(url, protocols);
  }
}
