import { createRequire } from 'node:module';
import { expect, onTestFinished, test } from 'vitest';
import type { Pouch } from '../store/database.ts';
import { FREE_FAILURES, MOST_FAILURES, openFailures } from './failures.ts';

const require = createRequire(import.meta.url);
const memory = require('pouchdb-core').plugin(require('pouchdb-adapter-memory')) as Pouch;
let opened = 0;

function counters() {
  opened += 1;
  const clock = { ms: 1_800_000_000_000 };
  const pouch = memory.defaults({ prefix: `failures-${opened}-`, adapter: 'memory' });
  const failures = openFailures(pouch, () => clock.ms);
  onTestFinished(() => failures.close());
  const fail = async (times: number) => {
    for (let n = 0; n < times; n += 1) {
      const turn = await failures.begin('salma', 'totp');
      if (typeof turn === 'object') {
        clock.ms += turn.waitMs;
        n -= 1;
      }
    }
  };
  return { failures, clock, pouch, fail };
}

test('ten in a row cost nothing, then each wait is twice as long, a quarter of an hour at most', async () => {
  const { failures, clock } = counters();
  for (let n = 0; n < FREE_FAILURES; n += 1) expect(await failures.begin('salma', 'totp')).toBe('now');
  const waits: number[] = [];
  for (let n = 0; n < 12; n += 1) {
    const turn = await failures.begin('salma', 'totp');
    if (typeof turn !== 'object') throw new Error(`no wait: ${turn}`);
    waits.push(turn.waitMs / 1000);
    clock.ms += turn.waitMs;
    expect(await failures.begin('salma', 'totp')).toBe('now');
  }
  expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900]);
});

test('at a hundred the factor is locked for good, until it is set up anew', async () => {
  const { failures, clock, fail } = counters();
  await fail(MOST_FAILURES);
  clock.ms += 365 * 24 * 3_600_000;
  expect(await failures.begin('salma', 'totp')).toBe('locked');
  expect(await failures.stands('salma', 'totp')).toBe('locked');
  expect(await failures.begin('salma', 'email')).toBe('now');
  expect(await failures.begin('omar', 'totp')).toBe('now');
  await failures.forget('salma', 'totp');
  expect(await failures.begin('salma', 'totp')).toBe('now');
});

test('a success takes back what was counted', async () => {
  const { failures, fail } = counters();
  await fail(FREE_FAILURES - 1);
  await failures.forget('salma', 'totp');
  for (let n = 0; n < FREE_FAILURES; n += 1) expect(await failures.begin('salma', 'totp')).toBe('now');
  expect(await failures.begin('salma', 'totp')).toMatchObject({ waitMs: 5000 });
});

test('of a thousand that come at once, ten are looked at', async () => {
  const { failures } = counters();
  const turns = await Promise.all(Array.from({ length: 1000 }, () => failures.begin('salma', 'totp')));
  expect(turns.filter((turn) => turn === 'now')).toHaveLength(FREE_FAILURES);
});

test('the count outlives the process', async () => {
  const { pouch, clock, fail } = counters();
  await fail(FREE_FAILURES);
  const after = openFailures(pouch, () => clock.ms);
  expect(await after.begin('salma', 'totp')).toMatchObject({ waitMs: 5000 });
});
