/** The file of `ws` that the suites take past its entry for browsers. */
declare module "ws/lib/websocket-server.js" {
  export { WebSocketServer as default } from "ws";
}
