import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { codeOf, serverUnderTest, signIn, type UnderTest } from '../../testing/server-under-test.ts';
import { enrol, newStation } from '../../testing/station.ts';

const required = { enrolment: 'required' } as const;
const fileOf = ({ folder }: Pick<UnderTest, 'folder'>) => `${folder}.first-desk-code`;
const codeIn = (server: Pick<UnderTest, 'folder'>) => readFileSync(fileOf(server), 'utf8').trim();
const station = (server: UnderTest) => newStation(undefined, () => server.clock.ms);

/** Meanwhile somebody has made the file readable. */
async function startedAgain(server: UnderTest): Promise<UnderTest> {
  await server.stop();
  if (existsSync(fileOf(server))) chmodSync(fileOf(server), 0o644);
  return serverUnderTest({ ...required, data: server.folder, seeded: true });
}

test('N11 a hospital without a desk has a code for one, in a file that only the server’s user can read and that the log only names', async () => {
  const server = await serverUnderTest(required);
  expect(statSync(fileOf(server)).mode & 0o777).toBe(0o600);
  expect(codeIn(server)).toMatch(/^[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}$/);
  const logged = server.logged.join('');
  expect(logged).toContain(fileOf(server));
  expect(logged).not.toContain(codeIn(server));
});

test('N11 it enrols one administrator’s desk, once and nothing else, and goes with the next start', async () => {
  const server = await serverUnderTest(required);
  const code = codeIn(server);
  expect(await codeOf(await enrol(server.url, station(server), code, 'ward'))).toBe('409 enrolment/other-kind');
  const desk = station(server);
  expect((await enrol(server.url, desk, code, 'admin')).status).toBe(201);
  expect((await signIn(server, 'adam', { station: desk })).session.kind).toBe('admin');
  expect(await codeOf(await enrol(server.url, station(server), code, 'admin'))).toBe('410 enrolment/code-not-good');
  const again = await startedAgain(server);
  expect(existsSync(fileOf(again))).toBe(false);
  expect(again.enrolmentCodes.list()).toEqual([]);
});

test('N11 each start without a desk makes another, and the one before counts no more', async () => {
  const server = await serverUnderTest(required);
  const before = codeIn(server);
  const again = await startedAgain(server);
  const code = codeIn(again);
  expect(code).not.toBe(before);
  expect(statSync(fileOf(again)).mode & 0o777).toBe(0o600);
  expect(await codeOf(await enrol(again.url, station(again), before, 'admin'))).toBe('410 enrolment/code-not-good');
  expect((await enrol(again.url, station(again), code, 'admin')).status).toBe(201);
});

test('N11 when the only desk was taken out of use there is a code again', async () => {
  const server = await serverUnderTest(required);
  const desk = station(server);
  await enrol(server.url, desk, codeIn(server), 'admin');
  await server.workstations.revoke(desk.id, 'adam', 'lost');
  const again = await startedAgain(server);
  expect((await enrol(again.url, station(again), codeIn(again), 'admin')).status).toBe(201);
});

test('N11 there is none where enrolment is open, or where the operator has brought a code along', async () => {
  const open = await serverUnderTest();
  expect(existsSync(fileOf(open))).toBe(false);
  const server = await serverUnderTest(required);
  const desk = station(server);
  await enrol(server.url, desk, codeIn(server), 'admin');
  const again = await startedAgain(server);
  await again.enrolmentCodes.make({ name: 'Second desk', kind: 'admin', wards: [], uses: 1, hours: 1 }, 'operator');
  await again.workstations.revoke(desk.id, 'adam', 'retired');
  const third = await startedAgain(again);
  expect(existsSync(fileOf(third))).toBe(false);
  expect(third.enrolmentCodes.list().map(({ madeBy }) => madeBy)).toEqual(['operator']);
});
