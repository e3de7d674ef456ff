import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIVE_UNSENT_MS, type LinkFacts, linkTone } from './link-facts.ts';

const facts: fc.Arbitrary<LinkFacts> = fc.record({
  link: fc.constantFrom('starting', 'live', 'catching-up', 'disconnected', 'signed-out'),
  sinceMs: fc.nat(1e6),
  unsent: fc.nat(3),
  oldestUnsentMs: fc.option(fc.nat(1e6), { nil: null }),
  refused: fc.nat(2),
  progress: fc.constant(null),
});

test('never green while something is refused, or unsent for five seconds, or the link is not up', () => {
  fc.assert(
    fc.property(facts, fc.nat(2e6), (given, nowMs) => {
      if (linkTone(given, nowMs) !== 'live') return;
      expect(given.link).toBe('live');
      expect(given.refused).toBe(0);
      if (given.unsent > 0) expect(nowMs - (given.oldestUnsentMs ?? 0)).toBeLessThan(LIVE_UNSENT_MS);
    }),
  );
});

test('a quiet, connected workstation is green', () => {
  const quiet = { link: 'live', sinceMs: 0, unsent: 0, oldestUnsentMs: null, refused: 0, progress: null } as const;
  expect(linkTone(quiet, 1000)).toBe('live');
});
