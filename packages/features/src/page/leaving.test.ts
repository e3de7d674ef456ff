import type { WorkstationStanding } from '@healthcare/protocol';
import type { Answered } from '@healthcare/replica';
import { expect, test } from 'vitest';
import type { Leaving } from '../enrolment/index.ts';
import { handedIn } from './leaving.ts';

const revoked: Answered<WorkstationStanding> = { ok: true, value: { state: 'revoked', reason: 'retired' } };
const away: Answered<WorkstationStanding> = { ok: false, code: 'unreachable' };

/** A workstation that finds the server like this, and has so much left after each round. */
async function leavingBy(contacts: readonly Answered<WorkstationStanding>[], lefts: readonly (number | null)[]) {
  const shown: Leaving[] = [];
  const [answers, left] = [[...contacts], [...lefts]];
  const door = { contact: async () => answers.shift() ?? revoked };
  const result = await handedIn({
    replica: { open: async () => undefined, handIn: async () => left.shift() ?? null },
    identity: { door: door as never, version: '1' },
    hasKeyStore: true,
    show: (at) => void shown.push(at),
    wait: async () => undefined,
  });
  return { result, steps: shown.map((at) => at.step) };
}

test('N6 nothing is given up while the server does not answer', async () => {
  const { result, steps } = await leavingBy([away, away, revoked, away, revoked], [2, 0]);
  expect([result, steps]).toEqual([0, ['handing', 'waiting', 'waiting', 'handing', 'waiting']]);
});

test('N6 what the server answers for and does not take is told as lost, after some rounds', async () => {
  expect((await leavingBy([], [3, 1, 1, 1, 1, 1])).result).toBe(1);
});

test('N6 what nobody can open is not waited for', async () => {
  expect((await leavingBy([], [null])).result).toBeNull();
});
