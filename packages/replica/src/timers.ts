type Timer = ReturnType<typeof setTimeout>;

/** Timers by name: asking for one that waits already leaves the earlier. */
export class Timers {
  readonly #waiting = new Map<string, { readonly timer: Timer; readonly atMs: number }>();
  #closed = false;

  after(name: string, waitMs: number, run: () => void): void {
    if (this.#closed) return;
    const atMs = performance.now() + waitMs;
    const before = this.#waiting.get(name);
    if (before && before.atMs <= atMs) return;
    if (before) clearTimeout(before.timer);
    const timer = setTimeout(() => {
      this.#waiting.delete(name);
      run();
    }, waitMs);
    this.#waiting.set(name, { timer, atMs });
  }

  stop(name: string): void {
    clearTimeout(this.#waiting.get(name)?.timer);
    this.#waiting.delete(name);
  }

  stopAll(): void {
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }

  close(): void {
    this.#closed = true;
    this.stopAll();
  }
}
