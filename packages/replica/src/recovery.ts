import { isDiskFull } from './not-saved.ts';
import { DatabaseNotOpened } from './stores/index.ts';

/** What a workstation remembers of its replica, in a place that the loss of the replica does not reach. */
export interface WitnessNote {
  /** Which of the databases of this name is in use: the first is 1, and each that was set aside counts one on. */
  readonly generation: number;
  /** Starts with this replica: one that remembers fewer has lost something. */
  readonly starts: number;
}

/** Where that is remembered. What it has forgotten does no harm: a loss is then not noticed, but mended all the same. */
export interface Witness {
  /** Undefined at the first start, and after the memory was lost. */
  read(): Promise<WitnessNote | undefined>;
  write(note: WitnessNote): Promise<void>;
}

/** How the replica was found at this start, so that the people in front of it can be told. */
export interface Recovery {
  /** `lost`: it was emptied or is an older copy. `set-aside`: it could not be read, lies beside, and a new one is filled. */
  readonly replica: 'whole' | 'lost' | 'set-aside';
  /** Unsent entries that it lacked and that came back from the journal. */
  readonly putBack: number;
}

interface Opened<Parts> {
  readonly parts: Parts;
  readonly generation: number;
  readonly setAside: boolean;
}

/**
 * Opens the database in use. One that cannot be read stays as it is, under its name, for support, and the next is opened in its place.
 * A database of another version, or a full disk, is no reason to set anything aside.
 */
export async function openedOrSetAside<Parts>(
  generation: number,
  open: (generation: number) => Promise<Parts>,
): Promise<Opened<Parts>> {
  try {
    // Twice: a browser may clear away what it found damaged, and then opens.
    const parts = await open(generation).catch((trouble) => {
      if (isDamage(trouble)) return open(generation);
      throw trouble;
    });
    return { parts, generation, setAside: false };
  } catch (trouble) {
    if (!isDamage(trouble)) throw trouble;
    const parts = await open(generation + 1).catch(() => {
      throw trouble; // Not this database but all of the disk: the first trouble is the one to tell.
    });
    return { parts, generation: generation + 1, setAside: true };
  }
}

/** The first database has the name itself. */
export function nameOf(name: string, generation: number): string {
  return generation === 1 ? name : `${name}-${generation}`;
}

function isDamage(trouble: unknown): boolean {
  return trouble instanceof DatabaseNotOpened && trouble.trouble === 'damaged' && !isDiskFull(trouble);
}
