/** The address of a brand that runs on Workers, as `--to` gives it. */
import { CliError } from "./failure.ts";

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Its origin. Secrets and people's words travel there: nothing but HTTPS will do, save on this machine. Throws CliError. */
export function originOf(text: string): string {
  const url = URL.parse(text);
  if (!url || url.pathname !== "/" || url.search !== "" || url.username !== "")
    throw new CliError("invalid", "--to is the brand's address alone, such as https://support.example.com.");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && LOOPBACK.test(url.hostname)))
    throw new CliError("invalid", "--to must begin with https://: secrets and people's messages travel there.");
  return url.origin;
}
