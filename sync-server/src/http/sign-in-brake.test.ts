import { expect, test } from 'vitest';
import { FREE_FAILURES, type SignInAttempt, signInBrake } from './sign-in-brake.ts';

const stranger: SignInAttempt = { address: '10.0.0.1', login: 'login:1', workstation: 'wk-x', known: false };

function brakeAt(clock: { ms: number }) {
  const brake = signInBrake(() => clock.ms);
  const waits = async (attempt: SignInAttempt): Promise<number> => {
    try {
      await brake.begin(attempt);
      return 0;
    } catch (problem) {
      return (problem as { readonly retryAfter: number }).retryAfter;
    }
  };
  return { brake, waits };
}

test('the tenth failure in a row makes an account wait, each further one twice as long', async () => {
  const clock = { ms: 0 };
  const { waits } = brakeAt(clock);
  for (let n = 0; n < FREE_FAILURES; n += 1) expect(await waits(stranger)).toBe(0);
  expect(await waits(stranger)).toBe(5);
  clock.ms += 5000;
  expect(await waits(stranger)).toBe(0);
  expect(await waits(stranger)).toBe(10);
});

test('from many addresses it is the same account', async () => {
  const { waits } = brakeAt({ ms: 0 });
  for (let n = 0; n < FREE_FAILURES; n += 1) await waits({ ...stranger, address: `10.0.1.${n}` });
  expect(await waits({ ...stranger, address: '10.0.2.1' })).toBeGreaterThan(0);
});

test('a success begins the count anew', async () => {
  const { brake, waits } = brakeAt({ ms: 0 });
  for (let n = 0; n < FREE_FAILURES; n += 1) await waits(stranger);
  await brake.succeeded(stranger);
  for (let n = 0; n < FREE_FAILURES; n += 1) expect(await waits(stranger)).toBe(0);
});

test('a stranger who guesses cannot lock out a person at a workstation of the hospital', async () => {
  const { waits } = brakeAt({ ms: 0 });
  for (let n = 0; n < 150; n += 1) await waits(stranger);
  expect(await waits(stranger)).toBeGreaterThan(0);
  expect(await waits({ ...stranger, workstation: 'wk-ward', known: true })).toBe(0);
});

test('an address that tries one account after the other is stopped too', async () => {
  const { waits } = brakeAt({ ms: 0 });
  for (let n = 0; n < 100; n += 1) expect(await waits({ ...stranger, login: `login:${n}` })).toBe(0);
  expect(await waits({ ...stranger, login: 'login:100' })).toBeGreaterThan(0);
  expect(await waits({ ...stranger, login: 'login:100', address: '10.0.0.2' })).toBe(0);
});
