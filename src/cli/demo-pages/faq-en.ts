/** The questions that every wallet is asked, answered in English for the demo brand. */
import type { DemoPage } from "./page.ts";

export const FAQ_EN: DemoPage[] = [
  {
    key: "locked",
    slug: "locked-account",
    topic: "Account security",
    title: "My account is locked. How do I get back in?",
    appliesTo: "Bobo Wallet 8.0 and later",
    answer: `**Your assets are safe. A lock pauses signing in and sending; what is on the chain is untouched and nothing expires.** Most people are back within ten minutes, without us.

The code on the screen says why it locked:

| Code | Why | What to do |
| --- | --- | --- |
| E-1041 | Too many wrong passwords | Wait 30 minutes, it unlocks by itself |
| E-1043 | A new device or an unusual place | Confirm on your old device, as below |
| E-1047 | We saw a suspicious transfer | Manual review, about one working day |

## With the device you used before

1. Open Bobo Wallet there. Don’t uninstall or reinstall it.
2. Go to Settings › Security › Pending. It shows when and where the lock happened.
3. If that was you, choose “It was me”. The new device can sign in at once.
4. If it wasn’t, choose “Not me”. The account stays locked, and we walk you through a new password and sign out every device.

## Without that device

1. On the sign-in screen choose Can’t sign in › Manual review.
2. Follow the face check. The picture is used once and deleted after seven days.
3. After the review, sending stays paused for 24 hours; signing in and receiving work. That is in case somebody else pretended to be you.

## What not to do

- Don’t pay anybody to unlock it. There is no such service; those who offer it are scammers.
- Don’t make a transfer to unlock, and don’t install an app that somebody sent you.
- Don’t keep trying. Each failure makes the wait longer.`,
  },
  {
    key: "protected",
    slug: "how-transfers-are-protected",
    topic: "Account security",
    title: "How are my transactions protected?",
    appliesTo: "Bobo Wallet 8.0 and later",
    answer: `**Every transfer passes three checks before it leaves: you see what it does, you prove it is you, and we look at who receives it.** A transfer on the chain can’t be called back, so all protection comes before.

## Before it leaves

1. **You see what it does.** The confirmation says in plain words what leaves, to whom, and what the fee is. Approvals show their limit; an unlimited one is red.
2. **You prove it is you.** Above an amount of your choice we ask for your fingerprint or face again. Change it under Settings › Security › Transfer protection.
3. **We look at the receiver.** The address is compared with known scam addresses and with your contacts. Same beginning and end, different middle? We stop and tell you.

## Two things that are worth switching on

- **Allow list**: you can send to saved addresses only, and a new one takes 24 hours to become active.
- **Delay for large amounts**: above your limit a transfer waits an hour, and you can cancel it until then.

## Where the keys are

Keys are made on your phone and kept encrypted in its secure chip. They are never uploaded: we can’t see them and can’t send for you. That also means we can’t bring back a lost seed phrase. Write it on paper and keep it somewhere safe.

If you think somebody is moving your assets right now, open Settings › Security › Emergency freeze. It stops sending on all your devices at once.`,
  },
  {
    key: "incomplete",
    slug: "incomplete-transaction",
    topic: "Sending and receiving",
    title: "My transaction didn’t complete. What now?",
    appliesTo: "All versions",
    answer: `**Don’t send it again yet. What didn’t complete is either still in your wallet or on its way; it can’t vanish.** Sending again may pay twice.

## First, look at its state

Open Assets › Activity and choose the transaction.

| It says | It means | What to do |
| --- | --- | --- |
| Pending | Waiting to be written to the chain | Wait, or speed it up |
| Failed | Nothing left but the fee | Read the reason, then send again |
| Completed, not received | It arrived on the chain | Give the receiver the transaction hash |
| Not in the list | It was never broadcast | Reopen the app, the balance returns |

## Pending for too long

1. Choose Speed up and set the fee to Recommended. The old one lapses; you are not charged twice.
2. If the button is grey, the wallet lacks the network’s own coin for the fee. Receive a little of it first, like ETH or TRX.
3. Changed your mind? Choose Cancel. Cancelling costs a small fee too.

## How long it takes

| Network | Usual | Busy |
| --- | --- | --- |
| TRON | 1 min | 5 min |
| Ethereum | 1 min | 2 h and more |
| Bitcoin | 10–60 min | 24 h and more |

## Sent to an exchange, not credited

Once the chain says Completed, the exchange has to credit it. Give its support the transaction hash. If a memo or tag was needed and left out, only the exchange can fix that.`,
  },
  {
    key: "privacy",
    slug: "protect-your-privacy",
    topic: "Privacy",
    title: "How do I protect my privacy?",
    appliesTo: "All versions",
    answer: `**The chain is public, but nobody knows which address is yours. Privacy means not tying the two together.**

## Three habits

1. **Receive at a new address.** On the Receive screen choose New address. The old ones keep working.
2. **Never post an address or a transaction hash in public.** Anyone can follow it to your balance and to whom you pay. Send it to us in a private message.
3. **Cover before you share a screenshot.** Balances, addresses and order numbers all tell something. Hide balance covers them with one tap.

## What you can switch off

| Setting | Where | When it is off |
| --- | --- | --- |
| Contact matching | Settings › Privacy | Friends can’t find you by phone number |
| Usage data | Settings › Privacy | We get crash reports only |
| Clipboard detection | Settings › Privacy | Pasted addresses aren’t recognised |

## What we know, and what we don’t

- We know the phone number or e-mail address you signed up with, and what you tell support.
- We don’t know your seed phrase, your keys, or what you hold elsewhere.
- Settings › Privacy › My data exports or deletes what we have, within seven days.

Before a question becomes a public answer here, we take out whatever tells who asked. A private question is published only if its author agrees.`,
  },
  {
    key: "reach",
    slug: "contact-support",
    topic: "Contact us",
    title: "How do I reach support, and how do I know it is really you?",
    appliesTo: "",
    answer: `**Ask on any official account; we answer where you asked.** All of them are on the [official accounts page](/en/official), where you can also check any account.

| Way | Good for | Usual reply |
| --- | --- | --- |
| Official accounts on X, Telegram, Discord | Most questions, Chinese and English | 15 minutes |
| In the app: Help › Chat | Locked accounts, anything about funds | 5 minutes |
| E-mail | Privacy requests, tickets with attachments | 1 working day |

## What to tell us

1. The app’s version and your phone, from Settings › About.
2. The code on the screen, like E-1043.
3. For a transaction: its hash, in a **private message**, never in a comment.

## How to tell a fake

- We **never message you first**. “Support” that writes to you is fake, however much it looks like us.
- We **never ask** for a seed phrase, a private key or a code, nor for a transfer to “verify” or “activate”.
- We **never** ask to see your screen, and never send an app to install.

Not sure? Paste the account into the [official accounts page](/en/official). It takes seconds.`,
  },
];
