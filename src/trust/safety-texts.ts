/** What we tell somebody who has pasted a secret: fixed words, never theirs. */
import type { SecretKind } from "../domain/secret.ts";

/** What may be a transaction's hash is nothing to frighten anybody with. */
type Warned = Exclude<SecretKind, "undecided">;
type Language = "en" | "zh";

// The last sentences name no secret: the guard reads what we say next together with this, and "send it to us" must not seem to mean one.
const WALLET: Record<Language, string> = {
  en: "This is an automatic message. Your last message seems to contain a seed phrase or a private key. We never ask for either. Whoever has seen it can take everything in that wallet: move your funds to a new wallet now. We have removed it from our system, but it still stands in this chat. Please delete that message here. Our team will read the rest and answer you.",
  zh: "这是一条自动消息。您刚才的消息里似乎有助记词或私钥，我们绝不会索要这些内容。任何看到的人都能转走该钱包里的全部资产，请立即把资产转移到新钱包。我们的系统已将其移除，但聊天记录里仍然保留。请在这里删除那条消息。其余内容我们的同事会阅读并回复您。",
};

const TEXTS: Record<Warned, Record<Language, string>> = {
  seedPhrase: WALLET,
  privateKey: WALLET,
  keystore: WALLET,
  card: {
    en: "This is an automatic message. Your last message seems to contain a card number. We never ask for card details. If somebody else may have seen it, have your bank block the card. We have removed it from our system, but it still stands in this chat. Please delete that message here. Our team will read the rest and answer you.",
    zh: "这是一条自动消息。您刚才的消息里似乎有银行卡号，我们绝不会索要银行卡信息。如果可能已被他人看到，请联系发卡银行冻结该卡。我们的系统已将其移除，但聊天记录里仍然保留。请在这里删除那条消息。其余内容我们的同事会阅读并回复您。",
  },
  token: {
    en: "This is an automatic message. Your last message seems to contain an access token. We never ask for access tokens. Please revoke it where you made it. We have removed it from our system, but it still stands in this chat. Please delete that message here. Our team will read the rest and answer you.",
    zh: "这是一条自动消息。您刚才的消息里似乎有访问令牌，我们绝不会索要访问令牌。请在创建它的地方将其撤销。我们的系统已将其移除，但聊天记录里仍然保留。请在这里删除那条消息。其余内容我们的同事会阅读并回复您。",
  },
};

/** Null for what nobody is warned about. `language` is ISO 639-1: Chinese for Chinese, English for any other, both where it is not known. */
export function safetyTextFor(kind: SecretKind, language: string | null): string | null {
  if (kind === "undecided") return null;
  const { en, zh } = TEXTS[kind];
  if (language === null) return `${en}\n\n${zh}`;
  return language === "zh" ? zh : en;
}
