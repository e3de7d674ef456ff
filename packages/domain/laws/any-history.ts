import fc from 'fast-check';
import type { Entry } from '../src/kernel/entry.ts';
import { heads } from '../src/kernel/history.ts';
import { stamp } from '../src/kernel/stamp.ts';
import { dayMs } from './entries-for-tests.ts';

export interface Deal {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Step {
  readonly deal: Deal;
  readonly user: string;
  /** Clocks are wrong by up to two hours. */
  readonly skewMs: number;
  /** Which of the entries made so far the author can see: a bit each. */
  readonly sees: number;
}

const anyDeal: fc.Arbitrary<Deal> = fc.record({
  kind: fc.constantFrom('a', 'b', 'c'),
  data: fc.record({ n: fc.nat(3) }),
});

/**
 * What several people did to one document, each seeing an arbitrary part of what the others had done, with clocks that are
 * wrong. `first`, where given, is seen by everybody.
 */
export function anyHistory(deals: fc.Arbitrary<Deal> = anyDeal, first?: Deal): fc.Arbitrary<readonly Entry[]> {
  const step: fc.Arbitrary<Step> = fc.record({
    deal: deals,
    user: fc.constantFrom('salma', 'omar', 'rania', 'mahmoud'),
    skewMs: fc.integer({ min: -7_200_000, max: 7_200_000 }),
    sees: fc.nat(2 ** 12),
  });
  return fc.array(step, { maxLength: 9 }).map((steps) => historyFrom(steps, first));
}

function historyFrom(steps: readonly Step[], first: Deal | undefined): readonly Entry[] {
  const entries: Entry[] = first ? [entryFrom({ deal: first, user: 'salma', skewMs: 0, sees: 0 }, [], 0)] : [];
  for (const step of steps) {
    const seen = entries.filter((_, at) => (first && at === 0) || ((step.sees >> at) & 1) === 1);
    entries.push(entryFrom(step, closed(entries, seen), entries.length));
  }
  return entries;
}

/** Who sees an entry sees what that entry's author saw. */
function closed(all: readonly Entry[], seen: readonly Entry[]): readonly Entry[] {
  const ids = new Set(seen.map(({ id }) => id));
  for (const entry of [...all].reverse()) if (ids.has(entry.id)) for (const before of entry.after) ids.add(before);
  return all.filter(({ id }) => ids.has(id));
}

function entryFrom({ deal, user, skewMs }: Step, seen: readonly Entry[], place: number): Entry {
  return {
    id: `e${place}`,
    kind: deal.kind,
    at: stamp(dayMs + place * 1000 + skewMs, 0, user),
    by: { user, grant: `grant-${user}`, workstation: `wk-${user}-${place}` },
    after: heads(seen),
    data: deal.data,
  };
}
