import type { WorkstationStanding } from '@healthcare/protocol';
import type { Answered, LeftHere } from '@healthcare/replica';
import { expect, test } from 'vitest';
import type { Leaving } from '../enrolment/index.ts';
import { handedIn, lostWith } from './leaving.ts';

const revoked: Answered<WorkstationStanding> = { ok: true, value: { state: 'revoked', reason: 'retired' } };
const lost: Answered<WorkstationStanding> = { ok: true, value: { state: 'revoked', reason: 'lost' } };
const away: Answered<WorkstationStanding> = { ok: false, code: 'unreachable' };
const left = (entries: number, ...files: readonly number[]): LeftHere => {
  return { entries, files: files.map((chunks, at) => ({ id: `f${at}`, by: 'salma', chunks })) };
};
const often = <Value>(value: Value) => Array.from({ length: 6 }, () => value);

/** A workstation that finds the server like this, and has so much left after each round. Whoever stands there decides like this. */
async function leavingBy(
  contacts: readonly Answered<WorkstationStanding>[],
  lefts: readonly (LeftHere | null)[],
  decisions: readonly ('again' | 'deleteAll')[] = [],
) {
  const shown: Leaving[] = [];
  const [answers, rounds, decided] = [[...contacts], [...lefts], [...decisions]];
  const door = { contact: async () => answers.shift() ?? revoked };
  const result = await handedIn({
    replica: { open: async () => undefined, handIn: async () => rounds.shift() ?? null },
    identity: { door: door as never, version: '1' },
    hasKeyStore: true,
    show: (at) => {
      shown.push(at);
      if (at.step === 'left') at[decided.shift() ?? 'deleteAll']();
    },
    wait: async () => undefined,
  });
  return { result, steps: shown.map((at) => at.step) };
}

test('N6 nothing is given up while the server does not answer', async () => {
  const { result, steps } = await leavingBy([away, away, revoked, away, revoked], [left(2), left(0)]);
  expect([result, steps]).toEqual([left(0), ['handing', 'waiting', 'waiting', 'handing', 'waiting']]);
});

test('N6 what the server answers for and does not take is kept until somebody has decided, and tried again as often as they say', async () => {
  const { result, steps } = await leavingBy([], [left(3), ...often(left(1)), left(0, 2)], ['again']);
  expect(result).toBeNull(); // there are no more rounds here
  expect(steps.filter((step) => step === 'left')).toHaveLength(1);
  const given = await leavingBy([], often(left(0, 2)), ['deleteAll']);
  expect([given.result, given.steps.at(-1)]).toEqual([left(0, 2), 'left']);
});

test('N6 a file of which chunk after chunk arrives is not left', async () => {
  const rounds = [7, 6, 5, 4, 3, 2, 1].map((chunks) => left(0, chunks));
  const { result, steps } = await leavingBy([], [...rounds, left(0)]);
  expect([result, steps.includes('left')]).toEqual([left(0), false]);
});

test('N6 at one that is lost or stolen nobody is asked', async () => {
  const { result, steps } = await leavingBy(often(lost), often(left(1, 3)));
  expect([result, steps.includes('left')]).toEqual([left(1, 3), false]);
});

test('N6 one that has said before that it was wiped has nothing to hand in', async () => {
  expect((await leavingBy([{ ok: true, value: { state: 'wiped' } }], [])).result).toEqual(left(0));
});

test('N6 what nobody can open is not waited for', async () => {
  expect((await leavingBy([], [null])).result).toBeNull();
});

test('N6 the server is told how many entries and files are lost', () => {
  expect([null, left(0), left(2, 1, 5)].map(lostWith)).toEqual([{ lost: null }, { lost: 0 }, { lost: 2, files: 2 }]);
});
