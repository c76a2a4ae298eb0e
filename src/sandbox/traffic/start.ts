/** Keeps the demo's users talking: an opening at once, then a message now and then, and thanks for answers, until it is told to stop. */
import { setTimeout as pause } from "node:timers/promises";
import { type SandboxMessage, UserSideError } from "../kit/user-side.ts";
import { changes } from "./changes.ts";
import { turns } from "./later.ts";
import { playOpening } from "./opening.ts";
import { fork, type Random } from "./random.ts";
import type { Platform } from "./scenario.ts";
import type { Conversation, Sides } from "./stage.ts";
import { answered, thank } from "./thanks.ts";

export interface TrafficOptions {
  /** The average pause between two messages; each is between half and one and a half of it. 40,000 is a human pace. */
  paceMs: number;
  /** Gives numbers from 0 up to and without 1. */
  random: Random;
  signal: AbortSignal;
}

/** So many conversations are watched for an answer; those who asked before have given up waiting. */
const WATCHED = 200;

/** The opening has been played when this returns; the promise resolves once `signal` aborts. */
export function startTraffic(sides: Sides, { paceMs, random, signal }: TrafficOptions): Promise<void> {
  // Each part draws from a source of its own: what it says does not depend on when an answer comes.
  const opening = fork(random);
  const questions = fork(random);
  const thanks = fork(random);
  const pace = fork(random);
  const waiting = new Set(playOpening(sides, opening));
  const idle = () => pause(paceMs * (0.5 + pace()), undefined, { signal, ref: false });

  async function ask(): Promise<never> {
    const turn = turns(sides, questions);
    for (;;) {
      await idle();
      tolerant(() => waiting.add(turn()));
      for (const oldest of [...waiting].slice(0, -WATCHED)) waiting.delete(oldest);
    }
  }

  async function listen(platform: Platform): Promise<void> {
    const { side } = sides[platform];
    for await (const _ of changes(side, signal)) {
      const here = [...waiting].filter((talk) => talk.platform === platform);
      for (const { talk, answer } of answered(side, here)) {
        waiting.delete(talk);
        react(talk, answer).catch(failed.reject);
      }
    }
  }

  async function react(talk: Conversation, answer: SandboxMessage): Promise<void> {
    await idle();
    tolerant(() => thank(sides, talk, answer, thanks));
  }

  const failed = Promise.withResolvers<never>();
  const running = [ask(), listen("x"), listen("telegram"), listen("discord")];
  return Promise.race([Promise.all(running), failed.promise]).then(
    () => undefined,
    (error: unknown) => {
      if (!signal.aborted) throw error;
    },
  );
}

/** What a platform refuses a person (blocked, locked, gone) is part of life there. */
function tolerant(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof UserSideError)) throw error;
  }
}
