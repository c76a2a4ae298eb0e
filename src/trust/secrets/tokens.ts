/** Finds tokens of bots and programs by the forms that their makers publish. */
import type { FoundSecret } from "../../domain/secret.ts";

/** Each with a beginning that nothing else has. */
const FORMS: readonly RegExp[] = [
  // Telegram bot.
  /(?<!\w)\d{8,10}:[A-Za-z0-9_-]{35}(?![\w-])/g,
  // Discord bot or user.
  /(?<![\w.-])[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}(?![\w-])/g,
  // X app bearer.
  /(?<!\w)A{18,24}[A-Za-z0-9%]{40,200}/g,
  // AWS access key.
  /(?<!\w)(?:AKIA|ASIA)[A-Z0-9]{16}(?!\w)/g,
  // GitHub.
  /(?<!\w)(?:gh[oprsu]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{40,255})/g,
  // Stripe.
  /(?<!\w)(?:[rs]k_(?:live|test)_|whsec_)[A-Za-z0-9+/=]{16,255}/g,
  // Slack.
  /(?<!\w)xox[abeoprs]-[A-Za-z0-9-]{10,255}/g,
  // Google.
  /(?<!\w)AIza[A-Za-z0-9_-]{35}(?![\w-])/g,
  // GitLab, npm, SendGrid.
  /(?<!\w)(?:glpat-[A-Za-z0-9_-]{20,255}|npm_[A-Za-z0-9]{36}|SG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,64})/g,
  // OpenAI, Anthropic.
  /(?<!\w)sk-(?:[A-Za-z]{2,10}-)?[A-Za-z0-9_-]{32,255}/g,
  // JSON Web Token.
  /(?<!\w)eyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,1000}/g,
  // Second factors: the address in the code that an authenticator scans.
  /otpauth:\/\/\S{5,500}/g,
];
/** No form matches a text without one of these. */
const HINT =
  /:[A-Za-z0-9_-]{35}|\.[A-Za-z0-9_-]{6}\.|A{18}|AKIA|ASIA|gh[oprsu]_|github_pat_|[rs]k_|whsec_|xox|AIza|glpat-|npm_|SG\.|sk-|eyJ|otpauth/;
/** A secret without a form of its own, named by the words before it. */
const NAMED =
  /(?:aws|secret)[ _-]?(?:secret|access)?[ _-]?(?:access)?[ _-]?key["']?\s{0,3}[:=]\s{0,3}["']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi;

/** In no particular order. */
export function findTokens(text: string): FoundSecret[] {
  const found: FoundSecret[] = [];
  if (HINT.test(text))
    for (const form of FORMS)
      for (const { 0: match, index } of text.matchAll(form))
        found.push({ kind: "token", start: index, end: index + match.length });
  for (const { 0: match, 1: secret = "", index } of text.matchAll(NAMED))
    found.push({ kind: "token", start: index + match.length - secret.length, end: index + match.length });
  return found;
}
