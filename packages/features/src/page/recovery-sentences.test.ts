import { expect, test } from 'vitest';
import { recoverySentences } from './recovery-sentences.ts';

test('on an ordinary day nothing is said', () => {
  expect(recoverySentences({ replica: 'whole', putBack: 0 }, true)).toEqual([]);
});

test.each([
  [{ replica: 'lost', putBack: 2 }, false, /lost its copy.*Nothing that was saved is lost.*\(2\).*Tell IT/, /\(2\)/],
  [{ replica: 'set-aside', putBack: 0 }, false, /put aside for IT.*Nothing that was saved is lost\. /, /جانبًا/],
  [{ replica: 'lost', putBack: 0 }, true, /not yet sent may be lost/, /قد ضاع/],
  [{ replica: 'whole', putBack: 1 }, false, /still being saved \(1\).*check/, /تحقق/],
] as const)('%j, journal new: %s', (recovery, journalIsNew, en, ar) => {
  const [sentence, ...more] = recoverySentences(recovery, journalIsNew);
  expect(more).toEqual([]);
  expect(sentence?.en).toMatch(en);
  expect(sentence?.ar).toMatch(ar);
});
