import { expect, test } from 'vitest';
import { type ScheduleOptions, simulate } from './schedule.ts';

const options = { steps: 600, replicas: 4 };

/** What there was when a seed was found: with more to choose from it would be another schedule. */
const five = ['calls', 'rooms', 'staff', 'trolleys', 'stays'];
const six = [...five, 'records'];
const eight = [...six, 'patients', 'handovers'];
const eleven = [...eight, 'openings', 'emergencies', 'wards'];

/** Found when workstations did not come to rest in the middle yet. */
const calm = 0;

/** Each of these once broke a promise; the comment says which defect it found. */
const onceFailing: readonly (readonly [number, Pick<ScheduleOptions, 'kinds' | 'calm'>])[] = [
  [100089, { kinds: six, calm }], // a second request to revoke a session was answered before the first was on the disk, and a crash forgot both
  [207592, { kinds: six, calm }], // a document that was set aside, and came by the feed, was due for ever with nothing to send
  [300109, { kinds: six, calm }], // the check took for disorder that of the answers under way at a crash only some were on the disk
  [2129, { kinds: five, calm }], // twenty entries were refused that had been written after one that stood: nobody who wrote after them knew of it any more
  [1002570, { kinds: eight, calm }], // of live rows that had waited together, one that came again hid the newer one behind it
  [4009160, { kinds: eleven, calm }], // of two changes of role at a slow disk the first came back for a moment, and who connected then never heard of the second
  [5008950, { kinds: eleven, calm }], // a stay that held a bed under a bare name became, by a further claim, that of a patient who held a bed elsewhere
  [7001098, { kinds: eleven, calm }], // an answer to a push, given under scopes that the replica had never pulled under, left a document that nobody took away
  [227, { kinds: eleven, calm: 0.05 }], // a live row that came behind one that the disk did not take moved the checkpoint over it: it was never asked for
  [500234, { kinds: eleven, calm: 0.03 }], // a booked bed was given up and given to somebody else; an arrival that came late, by an earlier clock, took it again
  [14008446, { kinds: eleven, calm }], // a page that a pull had asked for took the checkpoint back behind live rows that the disk had kept waiting
  [12006650, { kinds: eleven, calm }], // a pull went by a new role before the line told of it: rows sent before came behind it, and stayed for ever
];

test.each(onceFailing)('seed %i, which once failed, keeps every promise', async (seed, then) => {
  expect((await simulate(seed, { ...options, ...then })).broken).toBeUndefined();
});

test('three hundred schedules nobody has chosen keep every promise', async () => {
  const first = Math.floor(Date.now() / 1000) % 1_000_000;
  process.stdout.write(`schedules from seed ${first} on\n`);
  for (let seed = first; seed < first + 300; seed += 1) {
    const { broken, databases } = await simulate(seed, options);
    expect(broken, `npm run sim -- --runs 1 --seed ${seed} (${databases})`).toBeUndefined();
  }
});

test('a schedule is its seed: twice the same gives the same', async () => {
  expect(await simulate(12, options)).toEqual(await simulate(12, options));
});

test('a step that is left out changes none of the others', async () => {
  const told: string[][] = [[], []];
  await simulate(12, { ...options, steps: 100, tell: (line) => told[0]?.push(line) });
  const keep = Array.from({ length: 99 }, (_, at) => at);
  await simulate(12, { ...options, steps: 100, keep, tell: (line) => told[1]?.push(line) });
  expect(told[1]).toEqual(told[0]?.slice(0, 99));
});
