/** `profile_images/*`: the picture of a user, drawn: a colour of their own and the first letter of their name. */
import { notFound } from "../problems.ts";
import type { X } from "../endpoint.ts";

const HUES = 360;

export function pictures(x: X): void {
  x.app.get("/profile_images/:file", (c) => {
    const file = c.req.param("file");
    const user = x.world.users.get(file.replace(/_normal\.png$/, ""));
    if (!user) return c.json({ errors: [notFound("user", "id", file)] }, 404);
    const hue = Array.from(user.id).reduce((sum, digit) => (sum * 31 + digit.charCodeAt(0)) % HUES, 7);
    const letter = (Array.from(user.name)[0] ?? "?").replace(/[<>&"]/g, "?");
    return c.body(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48"><rect width="48" height="48" fill="hsl(${hue} 45% 38%)"/><text x="24" y="33" font-family="sans-serif" font-size="24" fill="#fff" text-anchor="middle">${letter}</text></svg>`,
      200,
      { "content-type": "image/svg+xml", "cache-control": "max-age=3600" },
    );
  });
}
