/** English questions that keep coming while the demo runs, and how people thank for an answer. */
import type { LaterQuestion } from "./scenario.ts";

const ask = (
  topic: LaterQuestion["topic"],
  where: LaterQuestion["where"],
  ...texts: [string, ...string[]]
): LaterQuestion => ({ topic, language: "en", where, texts });

export const LATER_EN: readonly LaterQuestion[] = [
  ask(
    "locked",
    "direct",
    "My account is frozen for 'unusual activity'. I was only travelling to {city}.",
    "What do you need from me to lift it?",
  ),
  ask("locked", "direct", "I keep getting {code} when I log in. Reinstalled twice, same thing."),
  ask("locked", "any", "new phone, and the app does not recognise my fingerprint any more. Normal?"),
  ask("locked", "direct", "The email on my account belongs to a company I left. How do I move it to my own?"),
  ask("locked", "any", "how long does the 24 hour lock really last? I'm at hour {hours} and still out"),
  ask("locked", "direct", "My two-factor app got wiped with my old phone. I still have my login and the backup email."),
  ask(
    "pending",
    "any",
    "sent {usdt} USDT {hours} hours ago and it still says broadcasting",
    "The explorer can't find the hash either",
  ),
  ask(
    "pending",
    "any",
    "the receiver says nothing came, your app says done. Who do I believe?",
    "Hash is {txid}, on Tron",
  ),
  ask(
    "pending",
    "direct",
    "I deposited {usdt} USDT on BNB chain to my Tron address in Bobo. Is it gone?",
    "The exchange gave me a receipt, should I send it?",
  ),
  ask("pending", "any", "why does my transfer say 'waiting for energy' when I have TRX?"),
  ask("pending", "direct", "The swap took my TRX {hours} hours ago and gave me nothing back"),
  ask("pending", "any", "transaction failed but I was still charged {trx} TRX. How is that fair?"),
  ask("pending", "any", "the cancel button on my pending transfer is greyed out. What now?"),
  ask("pending", "direct", "I moved {usdt} USDT between my own two wallets and now neither shows it"),
  ask(
    "pending",
    "any",
    "my Ethereum transaction has the same nonce as another one and both are stuck, can I replace them?",
  ),
  ask("security", "any", "got a text that my Bobo wallet needs an urgent upgrade, with a link. Is that you?"),
  ask(
    "security",
    "direct",
    "A man on the phone knew my name and said my wallet is under investigation",
    "He wants me to move everything to a 'safe' address. He is calling again at six.",
  ),
  ask("security", "any", "four apps called Bobo in the store. Which one is the real one?"),
  ask("security", "any", "how can I tell whether an account here is really run by you?"),
  ask(
    "security",
    "direct",
    "I approved something on an airdrop page by mistake. Can they take my USDT now?",
    "Is there a way to cancel an approval?",
  ),
  ask("security", "any", "somebody is posting fake QR codes under your announcements, please have a look"),
  ask(
    "security",
    "direct",
    "I received 0.0001 USDT from an address that looks almost like my own. What is that about?",
  ),
  ask("privacy", "any", "can your staff see my balance and history?"),
  ask("privacy", "direct", "If I close my account, what happens to the ID photo I uploaded?"),
  ask("privacy", "any", "why does the price page want my location?"),
  ask("privacy", "any", "is the cloud backup encrypted, and who holds the key?"),
  ask("privacy", "direct", "I'd like a copy of everything you have stored about me, please."),
  ask("fees", "any", "what is the difference between the network fee and the service fee?"),
  ask("fees", "any", "is it cheaper to send at night? Just paid {trx} TRX for {usdt} USDT"),
  ask("fees", "any", "rent energy or burn TRX, which one is cheaper for ten transfers a week?"),
  ask("fees", "direct", "Do you have lower fees for shops? We take about forty payments a month."),
  ask("thanks", "any", "the new version is so much faster. Nice work, all of you"),
  ask("thanks", "any", "asked something at 3 am and had an answer in ten minutes. Credit to whoever was on shift!"),
];

export const THANKS_EN: readonly string[] = [
  "That worked, thank you!",
  "Got it, thanks for the quick answer",
  "Ah, that explains it. Thank you.",
  "That did it. You're lifesavers!",
  "Thanks, I'll come back if it happens again",
  "Perfect, much appreciated",
  "Okay, I feel better now. Thanks!",
  "Solved, thanks a lot 🙏",
];
