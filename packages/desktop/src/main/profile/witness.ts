import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile, replaceFileNow } from '../durable-file.ts';

const witnessShape = z.object({
  profileId: z.string().min(1),
  generation: z.int().min(0),
  sequence: z.int().min(0),
  electronMajor: z.int().min(0),
  dataFormat: z.int().min(0),
});

/** What this profile has been through; kept outside Chromium's storage, so that it survives what that does not. */
export type Witness = Readonly<z.infer<typeof witnessShape>>;

/** Grows when an older app could not read what this one stores. */
export const dataFormat = 1;

export interface Program {
  readonly electronMajor: number;
  readonly dataFormat: number;
}

/** `too-new`: a newer program has written here, and an older Chromium may delete what it does not understand. */
export type Testimony =
  | { readonly kind: 'ours'; readonly witness: Witness; readonly storageLost: boolean }
  | { readonly kind: 'too-new'; readonly witness: Witness };

/**
 * Reads the witness of a profile and counts this start. The downgrade floor: a profile is opened only by a program at
 * least as new as the last one. Storage is lost when entries were stored here and Chromium's folder holds no database.
 */
export function hearWitness(userData: string, sessionData: string, program: Program): Testimony {
  const path = join(userData, 'witness.json');
  const before = readWitness(path);
  if (before && (before.electronMajor > program.electronMajor || before.dataFormat > program.dataFormat)) {
    return { kind: 'too-new', witness: before };
  }
  const witness: Witness = {
    profileId: before?.profileId ?? randomUUID(),
    generation: (before?.generation ?? 0) + 1,
    sequence: before?.sequence ?? 0,
    ...program,
  };
  replaceFileNow(path, JSON.stringify(witness));
  return { kind: 'ours', witness, storageLost: witness.sequence > 0 && !hasDatabases(sessionData) };
}

/** Keeps the highest sequence only; one write at a time. */
export class WitnessRecord {
  private readonly path: string;
  private current: Witness;
  private writing: Promise<void> = Promise.resolve();

  constructor(userData: string, witness: Witness) {
    this.path = join(userData, 'witness.json');
    this.current = witness;
  }

  get witness(): Witness {
    return this.current;
  }

  /** Another profile from now on, in which nothing was ever stored. */
  async forget(): Promise<void> {
    await this.writing;
    this.current = { ...this.current, profileId: randomUUID(), generation: 1, sequence: 0 };
    await replaceFile(this.path, JSON.stringify(this.current));
  }

  record(sequence: number): Promise<void> {
    if (sequence <= this.current.sequence) return this.writing;
    this.current = { ...this.current, sequence };
    const written = this.writing.then(() => replaceFile(this.path, JSON.stringify(this.current)));
    this.writing = written.catch(() => {}); // the caller hears of it; the next write is another attempt
    return written;
  }
}

function readWitness(path: string): Witness | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return witnessShape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined; // unreadable: a fresh identity, which the page notices by the changed profileId
  }
}

function hasDatabases(sessionData: string): boolean {
  const folder = join(sessionData, 'IndexedDB');
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.leveldb'));
}
