import {
  grantKeysIn,
  keysInMemory,
  type Prover,
  type Replica,
  serverDoor,
  workstationIdFrom,
  workstationProver,
} from '@healthcare/replica';
import { codesFor } from '@healthcare/sync-server/both-steps';
import { filter, firstValueFrom } from 'rxjs';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { password, type SmallWard, smallWard, terminal } from './small-ward.ts';

let ward: SmallWard;

// A real process on a machine that others use too: nothing here is about speed.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(async () => {
  ward = await smallWard();
});
afterAll(() => ward.end());

const HOUR_MS = 3_600_000;

/** A clock so far from the server’s; while it is `jumping`, each look at it is ten minutes after the one before. */
function clockOff(byMs: number) {
  const clock = {
    byMs,
    jumping: false,
    now: () => {
      if (clock.jumping) clock.byMs += 600_000;
      return Date.now() + clock.byMs;
    },
  };
  return clock;
}

/** A terminal that proves itself by this clock, with Salma signed in, and all that is told of its session's end. */
async function salmaAt(secret: string, clock: ReturnType<typeof clockOff>) {
  const key = secret.padEnd(43, 'x');
  const grantKeys = grantKeysIn(keysInMemory());
  const own = await workstationProver(grantKeys, await workstationIdFrom(key), clock.now);
  const told = { late: 0, corrected: (_late: number) => {} };
  const prover: Prover = {
    ...own,
    heard(serverTimeMs) {
      own.heard(serverTimeMs);
      told.late += 1;
      told.corrected(told.late);
    },
  };
  const { replica, close } = await terminal(ward, secret, { prover, grantKeys });
  onTestFinished(close);
  const serverUrl = ward.server.url;
  const door = serverDoor({ serverUrl, prover }, grantKeys);
  const begun = await door.begin({ user: 'salma', password, workstation: { secret: key, kind: 'ward', wardId: '4B' } });
  if (!begun.ok) throw new Error(`refused: ${JSON.stringify(begun.problem)}`);
  const [code = ''] = await codesFor(serverUrl, { kind: 'email', to: 'salma@hospital.example' });
  const pass = await door.finish(begun.answer.attempt, { kind: 'email', code });
  if (!pass.ok) throw new Error(`refused: ${JSON.stringify(pass.problem)}`);
  await replica.begin(pass.answer.session, pass.answer.token);
  const ends: string[] = [];
  replica.sync.subscribe(({ sessionOver }) => sessionOver !== null && ends.push(sessionOver));
  /** Resolves when so many more proofs have come late. */
  const corrected = (more: number) =>
    new Promise<void>((done) => {
      const enough = told.late + more;
      told.corrected = (late) => late >= enough && done();
    });
  return { replica, ends, told, corrected };
}

const becomes = ({ sync }: Replica, as: 'live' | 'disconnected') =>
  firstValueFrom(sync.pipe(filter(({ link }) => link === as)));

test.each([
  ['ahead', 13 * HOUR_MS],
  ['behind', -13 * HOUR_MS],
])('N13 a workstation whose clock is hours %s signs in and works', async (which, byMs) => {
  const { replica, ends, told } = await salmaAt(`hours-${which}`, clockOff(byMs));
  await becomes(replica, 'live');
  expect(told.late).toBeGreaterThan(0);
  expect(ends).toEqual([]);
});

test('N13 a clock that jumps again and again costs waiting and no session, on the line and by request', async () => {
  const clock = clockOff(0);
  const { replica, ends, corrected } = await salmaAt('jumping', clock);
  await becomes(replica, 'live');
  await ward.server.kill();
  await becomes(replica, 'disconnected');
  clock.jumping = true;
  const often = corrected(5);
  await ward.server.start();
  await often; // on the line: its answers to requests come after it
  clock.jumping = false;
  await becomes(replica, 'live');
  clock.jumping = true;
  const again = corrected(5);
  replica.wake(); // by request
  await again;
  clock.jumping = false;
  await becomes(replica, 'live');
  expect(ends).toEqual([]);
});
