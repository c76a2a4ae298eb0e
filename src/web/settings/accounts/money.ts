/** Prices as people read them; small ones keep their cents' parts. */
import type { Language } from "../../i18n/dates.ts";

export function dollars(language: Language, usd: number): string {
  const digits = usd > 0 && usd < 1 ? 3 : 2;
  return new Intl.NumberFormat(language === "en" ? "en-US" : language, {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    maximumFractionDigits: digits,
  }).format(usd);
}
