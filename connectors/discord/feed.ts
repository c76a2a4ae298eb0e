/** A queue between a socket that pushes and a consumer that pulls; it ends or fails once, after what it holds is taken. */

export class Feed<T> {
  #items: T[] = [];
  #end: { error: Error | null } | null = null;
  #wake: () => void = () => {};

  get size(): number {
    return this.#items.length;
  }

  push(item: T): void {
    if (this.#end) return;
    this.#items.push(item);
    this.#wake();
  }

  /** Null error: ended in order. The first call counts. */
  end(error: Error | null): void {
    this.#end ??= { error };
    this.#wake();
  }

  /** Waits for at least one item; null after the end. Rejects with the error that ended it. */
  async take(most: number): Promise<T[] | null> {
    while (this.#items.length === 0) {
      if (this.#end?.error) throw this.#end.error;
      if (this.#end) return null;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return this.#items.splice(0, most);
  }
}
