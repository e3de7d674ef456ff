import { documentOf, type Entry, fold, SERVER_ID, stamp } from '@healthcare/domain';
import { calls } from '@healthcare/domain/calls';
import { noWard } from '@healthcare/domain/wards';
import { expect, test, vi } from 'vitest';
import { type Caller, serverUnderTest, signIn } from '../../testing/server-under-test.ts';
import { TOO_LATE_MS, WaitingCalls } from './due-entries.ts';

// A real server on a machine that others use too: nothing here is about speed.
vi.setConfig({ testTimeout: 60_000 });

const noon = Date.UTC(2026, 0, 5, 12);
const raise = { wardId: '4B', roomId: 'r403', room: '403', kind: 'emergency', priority: 'high' };

function entry(id: string, kind: string, second: number, data: object = {}, after: readonly string[] = []): Entry {
  const by = { user: 'salma', grant: 'g', workstation: 'wk' };
  return { id, kind, at: stamp(noon + second * 1000, 0, 'wk'), by, after, data: data as Entry['data'] };
}

const raised = entry('e0', 'raised', 0, raise);
const told = (...entries: readonly Entry[]) => ({ view: fold(calls, entries), entries });

function waiting(...entries: readonly Entry[]): WaitingCalls {
  const all = new WaitingCalls();
  all.call('c1', told(...entries));
  return all;
}

const stepsAt = (all: WaitingCalls, second: number) =>
  all.due(noon + second * 1000).flatMap(({ entries }) => entries.map(({ data }) => `${data.step} ${data.to}`));

test('E1 a step is due when the table says so, not before, and several come in their order', () => {
  const all = waiting(raised);
  expect(stepsAt(all, 59)).toEqual([]);
  expect(all.nextMs(noon)).toBe(noon + 60_000);
  expect(stepsAt(all, 60)).toEqual(['1 doctor']);
  expect(stepsAt(all, 125)).toEqual(['1 doctor', '2 headNurse']);
  const [due] = all.due(noon + 125_000);
  const view = fold(calls, [raised, ...(due?.entries ?? [])]);
  expect(view.escalations.map(({ step, to, by }) => [step, to, by])).toEqual([
    [1, 'doctor', 'server'],
    [2, 'headNurse', 'server'],
  ]);
});

test('E2 the id of a step is the same whoever makes it, and only the server may give it', () => {
  const ids = [waiting(raised), waiting(raised)].map((all) => all.due(noon + 60_000)[0]?.entries[0]?.id);
  expect(ids[0]).toBe(ids[1]);
  expect(ids[0]?.startsWith(SERVER_ID)).toBe(true);
});

test('E1 somebody who has accepted ends it; a hand-back begins the waiting anew', () => {
  const accepted = entry('e1', 'accepted', 50, {}, ['e0']);
  expect(stepsAt(waiting(raised, accepted), 600)).toEqual([]);
  const back = entry('e2', 'handedBack', 100, {}, ['e1']);
  expect(stepsAt(waiting(raised, accepted, back), 159)).toEqual([]);
  expect(stepsAt(waiting(raised, accepted, back), 160)).toEqual(['1 doctor']);
});

test('E3 what has been due for longer than a shift is left alone', () => {
  expect(stepsAt(waiting(raised), TOO_LATE_MS / 1000 + 60)).toHaveLength(3);
  expect(stepsAt(waiting(raised), TOO_LATE_MS / 1000 + 61)).toEqual([]);
  expect(waiting(raised).nextMs(noon + TOO_LATE_MS + 61_000)).toBeNull();
});

test('E4 E5 goes on behind what a terminal has recorded, by the table of the ward', () => {
  const first = entry('e1', 'escalated', 62, { step: 1, to: 'doctor' }, ['e0']);
  const all = waiting(raised, first);
  expect(stepsAt(all, 90)).toEqual([]);
  all.ward({
    ...noWard,
    state: 'open',
    wardId: '4B',
    emergency: [
      { to: 'doctor', after: 60 },
      { to: 'nurse', after: 80 },
    ],
  });
  expect(stepsAt(all, 90)).toEqual(['2 nurse']);
});

async function stepsOf(caller: Caller, id: string): Promise<readonly string[]> {
  const doc = (await (await caller.request(`/db/calls/${id}`)).json()) as { readonly entries: readonly Entry[] };
  const { escalations } = documentOf(calls, id, doc.entries);
  const entries = doc.entries.filter(({ kind }) => kind === 'escalated').length;
  return [...escalations.map(({ step, to }) => `${step} ${to}`), `${entries} entries`];
}

test('E1 E3 a running server records each step once, by its clock, and after a restart those that came due meanwhile', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  await salma.push([{ _id: 'c1', entries: [salma.entry('raised', raise)] }]);
  server.clock.ms += 61_000;
  await expect.poll(() => stepsOf(salma, 'c1'), { timeout: 20_000 }).toEqual(['1 doctor', '1 entries']);
  await server.stop();
  const again = await serverUnderTest({ data: server.folder, seeded: true });
  again.clock.ms = server.clock.ms + 61_000;
  const nurse = await signIn(again, 'salma');
  await expect.poll(() => stepsOf(nurse, 'c1'), { timeout: 20_000 }).toEqual(['1 doctor', '2 headNurse', '2 entries']);
});
