import type { KeyObject } from 'node:crypto';
import { basename } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { type Breach, follows, noHead } from './chain.ts';
import { headsIn } from './heads.ts';
import { linesIn, segmentsIn } from './segments.ts';

/** Something that is wrong with a trail, and where. */
export interface Finding {
  readonly what: Breach | 'cut-off' | 'rewritten' | 'forged-head';
  readonly file: string;
  /** In that file, counted from one; 0 where the line is what is missing. */
  readonly line: number;
  readonly seq: number;
}

export interface Verified {
  readonly entries: number;
  /** The last sequence that a signed head vouches for: behind it a cut-off tail cannot be told from one that never was (A4). */
  readonly vouchedFor: number;
  readonly findings: readonly Finding[];
}

/** Lines that are looked at before others get a turn. */
const AT_ONCE = 1000;

/** A1, A4: reads the whole trail. Each thing that is wrong is told once, where it begins. */
export function verified(folder: string, key: KeyObject): Verified {
  const work = verifying(folder, key);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** The same beside other work: years of lines take seconds. */
export async function verifiedInTurns(folder: string, key: KeyObject): Promise<Verified> {
  const work = verifying(folder, key);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await turn();
  }
}

function* verifying(folder: string, key: KeyObject): Generator<void, Verified> {
  const findings: Finding[] = [];
  const { heads, forged } = headsIn(folder, key);
  const vouched = new Map(heads.map((one) => [one.seq, one.hash]));
  let head = noHead;
  let entries = 0;
  for (const { path } of segmentsIn(folder))
    for (const [at, line] of linesIn(path).entries()) {
      const { head: next, breach } = follows(head, line);
      const place = { file: basename(path), line: at + 1, seq: next.seq };
      if (breach) findings.push({ what: breach, ...place });
      // Whoever rewrites everything from some line on makes a chain that fits together, but not these.
      const expected = vouched.get(next.seq);
      if (!breach && expected !== undefined && expected !== next.hash) findings.push({ what: 'rewritten', ...place });
      head = next;
      entries += 1;
      if (entries % AT_ONCE === 0) yield;
    }
  const last = heads.reduce((most, { seq }) => Math.max(most, seq), 0);
  const file = basename(segmentsIn(folder).at(-1)?.path ?? '');
  if (last > head.seq) findings.push({ what: 'cut-off', file, line: 0, seq: head.seq + 1 });
  for (const line of forged) findings.push({ what: 'forged-head', file: 'heads', line, seq: 0 });
  return { entries, vouchedFor: last, findings };
}
