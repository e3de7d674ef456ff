import type { Entry } from '../src/kernel/entry.ts';
import { heads, past } from '../src/kernel/history.ts';
import { stamp } from '../src/kernel/stamp.ts';

/** Midnight of a day long ago: tests have no clock. */
export const dayMs = Date.UTC(2026, 0, 5);

let made = 0;

export interface Made {
  readonly kind: string;
  readonly user?: string;
  readonly atMs?: number;
  readonly data?: Readonly<Record<string, unknown>>;
  /** Entries the author could see. Absent: all that are given. */
  readonly saw?: readonly Entry[];
}

/** Entries one after another, each author seeing all that came before unless `saw` says otherwise. */
export function story(...steps: readonly Made[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const step of steps) entries.push(entryOf(step, step.saw ?? entries));
  return entries;
}

export function entryOf({ kind, user = 'salma', atMs, data = {} }: Made, saw: readonly Entry[] = []): Entry {
  made += 1;
  return {
    id: `e${made}`,
    kind,
    at: stamp(atMs ?? dayMs + made * 1000, 0, user),
    by: { user, grant: `grant-${user}`, workstation: `wk-${user}` },
    after: heads(saw),
    data,
  };
}

/** The entries an author can act on: closed under history. */
export function withHistory(all: readonly Entry[], of: Entry): readonly Entry[] {
  return [...past(all, of), of];
}
