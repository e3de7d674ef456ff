import { expect, test } from 'vitest';
import { callWith, noon } from './calls-for-tests.ts';
import { callsToSilence, SILENCE_MS, silentFor, soundChoice, soundingNow, soundingOf } from './sounding.ts';

const here = 'wk-here';
const silence = (...calls: readonly string[]) => ({ untilMs: noon + SILENCE_MS, calls });

test('K2: sounds until somebody accepts, with the most urgent priority', () => {
  const low = callWith('low', { priority: 'low' });
  const high = callWith('high', { priority: 'high' });
  const accepted = callWith('taken', { priority: 'high' }, [{ kind: 'accepted', by: 'n2', after: 1 }]);
  expect(soundingNow([low, high], here, null, noon)).toBe('high');
  expect(soundingNow([low, accepted], here, null, noon)).toBe('low');
  expect(soundingNow([accepted], here, null, noon)).toBeNull();
  expect(soundingNow([], here, null, noon)).toBeNull();
});

test('C8: a call that was handed back sounds again', () => {
  const back = callWith('back', {}, [
    { kind: 'accepted', by: 'n2', after: 1 },
    { kind: 'handedBack', by: 'n2', after: 2 },
  ]);
  expect(soundingNow([back], here, null, noon)).toBe('medium');
});

test('C15: seen at this terminal is quiet here, and seen elsewhere silences nothing here', () => {
  const seenHere = callWith('a', {}, [{ kind: 'seen', by: 'n2', after: 1, workstation: here }]);
  const seenThere = callWith('b', {}, [{ kind: 'seen', by: 'n2', after: 1, workstation: 'wk-there' }]);
  expect(soundingNow([seenHere], here, null, noon)).toBeNull();
  expect(soundingNow([seenThere], here, null, noon)).toBe('medium');
});

test('silence expires by itself', () => {
  const call = callWith('a', {});
  expect(soundingNow([call], here, silence('a'), noon)).toBeNull();
  expect(soundingNow([call], here, silence('a'), noon + SILENCE_MS)).toBe('medium');
  expect(silentFor(silence('a'), noon + 1000)).toBe(SILENCE_MS - 1000);
  expect(silentFor(silence('a'), noon + SILENCE_MS)).toBeNull();
});

test('a new call sounds in spite of the silence', () => {
  const known = callWith('known', { priority: 'high' });
  const fresh = callWith('fresh', { priority: 'low' });
  expect(soundingNow([known, fresh], here, silence(...callsToSilence([known], here)), noon)).toBe('low');
});

test('a new call during a silence can be silenced too; a silence can be ended; a quiet ward asks nothing', () => {
  const known = callWith('known', {});
  const fresh = callWith('fresh', {});
  expect(soundChoice([known], here, null, noon)).toBe('silence');
  expect(soundChoice([known], here, silence('known'), noon)).toBe('again');
  expect(soundChoice([known, fresh], here, silence('known'), noon)).toBe('silence');
  expect(soundChoice([], here, null, noon)).toBeNull();
});

const step = (n: number) =>
  ({ kind: 'escalated', by: 'server', after: 60 * n, data: { step: n, to: 'headNurse' } }) as const;

test('C18: with each step a call is heard more urgently, and neither silence nor a mark of before covers it', () => {
  const low = callWith('a', { priority: 'low' });
  const once = callWith('a', { priority: 'low' }, [step(1)]);
  const thrice = callWith('a', { priority: 'low' }, [step(1), step(2), step(3)]);
  const later = noon + 10_000;
  expect([low, once, thrice].map((call) => soundingNow([call], here, null, later))).toEqual(['low', 'medium', 'high']);
  expect(soundingNow([once], here, silence(...callsToSilence([low], here)), later)).toBe('medium');
  expect(soundingNow([once], here, silence(...callsToSilence([once], here)), later)).toBeNull();
  const seen = { kind: 'seen', by: 'n2', after: 30, workstation: here } as const;
  expect(soundingNow([callWith('a', {}, [seen])], here, null, later)).toBeNull();
  expect(soundingNow([callWith('a', {}, [seen, step(1)])], here, null, later)).toBe('high');
});

test('K2: an emergency keeps its lowest volume whatever its priority, and until it is answered or silenced', () => {
  const calm = callWith('calm', { priority: 'medium' });
  const emergency = callWith('e', { kind: 'emergency', priority: 'low' });
  expect(soundingOf([calm], here, null, noon)).toEqual({ priority: 'medium', isEmergency: false });
  expect(soundingOf([calm, emergency], here, null, noon)).toEqual({ priority: 'medium', isEmergency: true });
  const silence = { untilMs: noon + 1000, calls: ['e'] };
  expect(soundingOf([calm, emergency], here, silence, noon)).toEqual({ priority: 'medium', isEmergency: false });
  expect(soundingOf([callWith('h', { priority: 'high' })], here, null, noon)?.isEmergency).toBe(true);
  expect(soundingOf([], here, null, noon)).toBeNull();
});
