/** Follows the gateway's numbering: everything up to `last` has come, whatever the order. */

/** Discord numbers without holes; where one stays open this long, waiting for it is given up. */
const PATIENCE = 1_000;

export class Sequence {
  #last: number;
  #ahead = new Set<number>();

  constructor(last: number) {
    this.#last = last;
  }

  get last(): number {
    return this.#last;
  }

  restart(last: number): void {
    this.#last = last;
    this.#ahead.clear();
  }

  /** False where it has come before. */
  add(number: number): boolean {
    if (number <= this.#last || this.#ahead.has(number)) return false;
    this.#ahead.add(number);
    if (this.#ahead.size > PATIENCE) this.restart(Math.max(...this.#ahead));
    while (this.#ahead.delete(this.#last + 1)) this.#last += 1;
    return true;
  }
}
