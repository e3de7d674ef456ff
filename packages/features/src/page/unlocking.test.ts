import { grantKeysIn, Keyring, keyFor, keyringInMemory, keysInMemory, sealedReplica } from '@healthcare/replica';
import { expect, test } from 'vitest';
import { nurse } from '../app/replica-for-tests.ts';
import { keptSessionInMemory } from '../state/index.ts';
import { sealedDrafts } from './sealed-drafts.ts';
import { unlockingOf } from './unlocking.ts';

const token = 'a-token-of-twenty-two-chars';
const omar = { user: 'omar', name: { en: 'Omar Tarek', ar: 'عمر طارق' }, role: 'nurse', sex: 'male' } as const;
const salma = { user: nurse.user, name: { en: 'Salma Nasr', ar: 'سلمى نصر' }, role: 'nurse', sex: 'female' } as const;
const nowMs = Date.parse(nurse.issuedAt);
const nothing = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };

/** A terminal where Omar, whose badge has a number of its own, has set a PIN, and Salma has just signed in. Its server is away. */
async function terminalWithOmar() {
  const shownKey = await keyFor('people', new Uint8Array(32).fill(3));
  const cost = { memoryKiB: 64, passes: 1 };
  const place = keyringInMemory();
  const keyring = await Keyring.open({
    place,
    shownKey,
    workstation: 'wk-here',
    time: { now: () => nowMs, heard: () => undefined },
    cost,
  });
  const pass = { session: { ...nurse, user: 'omar', grant: 'g-omar' }, token, person: 'p'.repeat(43) };
  await keyring.set({ ...omar, badges: ['01000000002', '88204417'] }, '720518', pass);
  const unlocking = unlockingOf({
    server: { serverUrl: 'http://127.0.0.1:9' },
    keyring,
    grantKeys: grantKeysIn(keysInMemory()),
    replica: sealedReplica({ workstation: 'wk-here', nowMs }, () => Promise.reject(new Error('it stays closed'))),
    keptSession: keptSessionInMemory({ session: nurse, token, left: false }),
    drafts: sealedDrafts(nothing, 'wk-here'),
    hasKeyStore: true,
    loginOf: () => '0100 000 0001',
  });
  return { keyring, setPin: (pin: string) => unlocking.setPin(salma, pin) };
}

test.each(['88204417', '8820 4417', '٨٨٢٠٤٤١٧', '01000000002'])(
  'U7 the PIN %s is a colleague’s badge here, and is not taken',
  async (pin) => {
    const { keyring, setPin } = await terminalWithOmar();
    expect(await setPin(pin)).toBe('pin/badge-number');
    expect(keyring.has(nurse.user)).toBe(false);
  },
);

test('U7 nor is a number of one’s own; what is on nobody’s badge goes on to the server', async () => {
  const { setPin } = await terminalWithOmar();
  expect(await setPin('01000000001')).toBe('pin/own-number');
  expect(await setPin('88204418')).toBe('unreachable');
});

test('U7 whoever has a badge may set its PIN anew: their own number is not a colleague’s', async () => {
  const { keyring } = await terminalWithOmar();
  expect([keyring.isBadgeOfAnother('88204417', 'omar'), keyring.isBadgeOfAnother('88204417', 'n1')]).toEqual([
    false,
    true,
  ]);
});
