import type { ChunkShelf } from './chunk-shelf.ts';
import type { FileStates } from './file-states.ts';

/** Keeps what the server has too within a bound; what it lacks is never let go. */
export class Cache {
  readonly #shelf: ChunkShelf;
  readonly #states: FileStates;
  readonly #mostBytes: number;
  /** Files that are being read, by how many. */
  readonly #inUse = new Map<string, number>();

  constructor(shelf: ChunkShelf, states: FileStates, mostBytes: number) {
    this.#shelf = shelf;
    this.#states = states;
    this.#mostBytes = mostBytes;
  }

  /** Would it fit at all? What does not is read without being kept. */
  takes(bytes: number): boolean {
    return bytes <= this.#mostBytes;
  }

  /** It stays here until the answer is called. */
  use(file: string): () => void {
    this.#inUse.set(file, (this.#inUse.get(file) ?? 0) + 1);
    return () => {
      const left = (this.#inUse.get(file) ?? 1) - 1;
      if (left > 0) this.#inUse.set(file, left);
      else this.#inUse.delete(file);
    };
  }

  /** Lets the files go that nobody has wanted for longest. */
  async trim(): Promise<void> {
    const spare = [...this.#shelf.files.values()].filter(({ state }) => state === 'sent');
    let bytes = spare.reduce((sum, file) => sum + file.bytes, 0);
    const longestUnused = spare.filter(({ id }) => !this.#inUse.has(id)).sort((a, b) => a.usedMs - b.usedMs);
    for (const file of longestUnused) {
      if (bytes <= this.#mostBytes) return;
      bytes -= file.bytes;
      await this.#shelf.drop(file.id);
      this.#states.forget(file.id);
    }
  }
}
