import { Keyring, keyFor, keyringInMemory, knownTimeIn } from '@healthcare/replica';
import { firstValueFrom } from 'rxjs';
import { expect, test } from 'vitest';
import { nurse } from '../app/replica-for-tests.ts';
import { heardBy, knownTimePlace } from './known-here.ts';
import type { OwnStorage } from './own-storage.ts';

const hour = 3_600_000;
const begunMs = Date.parse(nurse.issuedAt);
const endsMs = Date.parse(nurse.expiresAt);
const salma = { user: nurse.user, name: { en: 'Salma Nasr', ar: 'سلمى نصر' }, role: 'nurse', sex: 'female' } as const;

function storage(): OwnStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

/** A workstation whose clock is off by so much, where Salma has set a PIN; it may start again. */
async function terminalOffBy(offByMs: number) {
  const clocks = { nowMs: begunMs, offByMs };
  const [profile, place] = [storage(), keyringInMemory()];
  const shownKey = await keyFor('people', new Uint8Array(32).fill(3));
  const started = () =>
    Keyring.open({
      ...{ place, shownKey, workstation: 'wk-here', cost: { memoryKiB: 64, passes: 1 } },
      time: knownTimeIn(knownTimePlace(profile), {
        wall: () => clocks.nowMs + clocks.offByMs,
        steady: () => clocks.nowMs,
      }),
    });
  const keyring = await started();
  await heardBy(keyring, { serverTimeMs: begunMs });
  await keyring.set({ ...salma, badges: ['01000000001'] }, '720518', {
    session: nurse,
    token: 'a-token-of-twenty-two',
  });
  return { clocks, keyring, started };
}

const usersOf = async (keyring: Keyring) => (await firstValueFrom(keyring.people)).map(({ user }) => user);

test.each([-20 * hour, 20 * hour])(
  'X22 a PIN ends with its sign-in, and not before, at a workstation whose clock is off by %i ms and that is off the line',
  async (offByMs) => {
    const { clocks, keyring, started } = await terminalOffBy(offByMs);
    clocks.nowMs = endsMs - 1000;
    await heardBy(keyring, undefined);
    expect(await usersOf(keyring)).toEqual([nurse.user]);
    expect(await usersOf(await started())).toEqual([nurse.user]);
    clocks.nowMs = endsMs + 120_000; // what is known is written down every minute
    await heardBy(keyring, undefined);
    expect(await usersOf(keyring)).toEqual([]);
    clocks.offByMs -= 30 * hour; // somebody sets it back, and starts again
    expect(await usersOf(await started())).toEqual([]);
  },
);

test('X22 an older server tells no time: the one that was known goes on', async () => {
  const { clocks, keyring } = await terminalOffBy(0);
  clocks.nowMs = endsMs + 1;
  await heardBy(keyring, {});
  expect(await usersOf(keyring)).toEqual([]);
});

test('U9 the numbers of a contact are those of the lock screen; an older server says nothing of them', async () => {
  const { keyring } = await terminalOffBy(0);
  const badges = async () => (await firstValueFrom(keyring.people)).map((one) => one.badges);
  await heardBy(keyring, { serverTimeMs: begunMs });
  expect(await badges()).toEqual([['01000000001']]);
  await heardBy(keyring, { serverTimeMs: begunMs, waiting: [{ user: nurse.user, badges: ['HC-2044'] }] });
  expect(await badges()).toEqual([['hc2044']]);
});
