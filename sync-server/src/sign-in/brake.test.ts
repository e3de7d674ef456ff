import { expect, test } from 'vitest';
import { memoryPouch } from '../../testing/memory-pouch.ts';
import { FREE_FAILURES, MOST_FAILURES, openBrake, type Try } from './brake.ts';

const stranger: Try = {
  factor: 'password',
  subject: 'salma',
  address: '10.0.0.1',
  workstation: 'wk-x',
  known: false,
};

async function brakeAt(clock: { ms: number }, pouch = memoryPouch()) {
  const brake = await openBrake(pouch, () => clock.ms);
  const waits = async (attempt: Try): Promise<number> => {
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
  const { waits } = await brakeAt(clock);
  for (let n = 0; n < FREE_FAILURES; n += 1) expect(await waits(stranger)).toBe(0);
  expect(await waits(stranger)).toBe(5);
  clock.ms += 5000;
  expect(await waits(stranger)).toBe(0);
  expect(await waits(stranger)).toBe(10);
});

test('from many addresses it is the same account', async () => {
  const { waits } = await brakeAt({ ms: 0 });
  for (let n = 0; n < FREE_FAILURES; n += 1) await waits({ ...stranger, address: `10.0.1.${n}` });
  expect(await waits({ ...stranger, address: '10.0.2.1' })).toBeGreaterThan(0);
});

test('a success begins the count anew', async () => {
  const { brake, waits } = await brakeAt({ ms: 0 });
  for (let n = 0; n < FREE_FAILURES; n += 1) await waits(stranger);
  await brake.succeeded(stranger);
  for (let n = 0; n < FREE_FAILURES; n += 1) expect(await waits(stranger)).toBe(0);
});

test('X4 a stranger who guesses cannot lock out a person at a workstation of the hospital', async () => {
  const { waits } = await brakeAt({ ms: 0 });
  for (let n = 0; n < 150; n += 1) await waits(stranger);
  expect(await waits(stranger)).toBeGreaterThan(0);
  expect(await waits({ ...stranger, workstation: 'wk-ward', known: true })).toBe(0);
});

test('an address that tries one account after the other is stopped too', async () => {
  const { waits } = await brakeAt({ ms: 0 });
  for (let n = 0; n < 100; n += 1) expect(await waits({ ...stranger, subject: `somebody ${n}` })).toBe(0);
  expect(await waits({ ...stranger, subject: 'somebody' })).toBeGreaterThan(0);
  expect(await waits({ ...stranger, subject: 'somebody', address: '10.0.0.2' })).toBe(0);
});

test('counts outlive a restart, and at a hundred failures waiting does not help any more, until another binding', async () => {
  const [clock, pouch] = [{ ms: 0 }, memoryPouch()];
  const first = await brakeAt(clock, pouch);
  for (let n = 0; n < MOST_FAILURES; n += 1) {
    await first.brake.begin({ ...stranger, known: true });
    clock.ms += 3_600_000;
  }
  await first.brake.close();
  const { brake } = await brakeAt(clock, pouch);
  const here = { ...stranger, known: true };
  await expect(brake.begin(here)).rejects.toThrow('sign-in/locked');
  await brake.begin({ ...here, factor: 'email' });
  await brake.begin({ ...here, workstation: 'wk-elsewhere' });
  brake.bound('password', 'salma');
  await brake.begin(here);
});
