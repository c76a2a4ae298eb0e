/** `users/*`: people. */
import type { Call, Rules, X } from "../endpoint.ts";
import { endpoint } from "../endpoint.ts";
import { notFound } from "../problems.ts";
import { userJson } from "../render.ts";
import type { User } from "../world.ts";

const READ: Omit<Rules, "limit"> = { scopes: ["tweet.read", "users.read"], level: "read" };

export function users(x: X): void {
  const answer = ({ c, want }: Call, user: User | null | undefined, parameter: string, value: string) =>
    user
      ? c.json({ data: userJson(user, want, x.base()) })
      : c.json({ errors: [notFound("user", parameter, value)] }, 200);

  endpoint(x, "GET", "users/me", { ...READ, limit: "me" }, (call) =>
    answer(call, x.world.users.get(call.userId), "id", call.userId),
  );
  endpoint(x, "GET", "users/by/username/:username", { ...READ, limit: "users", app: true }, (call) => {
    const username = call.c.req.param("username") ?? "";
    return answer(call, x.world.byHandle(username), "username", username);
  });
  endpoint(x, "GET", "users/:id", { ...READ, limit: "users", app: true }, (call) => {
    const id = call.c.req.param("id") ?? "";
    return answer(call, x.world.users.get(id), "id", id);
  });
}
