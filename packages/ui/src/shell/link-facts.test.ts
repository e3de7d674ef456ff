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
  filesToSend: fc.constantFrom(null, { files: 1, done: 0, total: 3 }),
});

test('never green while something is unsent or refused, or the link is not up', () => {
  fc.assert(
    fc.property(facts, fc.nat(2e6), (given, nowMs) => {
      if (linkTone(given, nowMs) !== 'live') return;
      expect(given.link).toBe('live');
      expect(given.refused).toBe(0);
      expect(given.unsent).toBe(0);
      expect(given.filesToSend).toBeNull();
    }),
  );
});

const quiet = { link: 'live', sinceMs: 0, unsent: 0, oldestUnsentMs: null, refused: 0, progress: null } as const;

test('what is under way stays "live" for five seconds, then the workstation is catching up', () => {
  const sending = { ...quiet, unsent: 1, oldestUnsentMs: 1000 };
  expect(linkTone(sending, 1000 + LIVE_UNSENT_MS - 1)).toBe('sending');
  expect(linkTone(sending, 1000 + LIVE_UNSENT_MS)).toBe('catching');
});

test('a quiet, connected workstation is green', () => {
  expect(linkTone(quiet, 1000)).toBe('live');
});
