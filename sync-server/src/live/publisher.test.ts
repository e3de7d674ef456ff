import { type AnyAggregate, allAggregates } from '@healthcare/domain';
import type { LiveChanges } from '@healthcare/protocol';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type StoredDocument, storedFrom } from '../gateway/unite.ts';
import type { Change } from '../store/database.ts';
import { Publisher, type Rooms } from './publisher.ts';

const aggregate = allAggregates.get('rooms') as AnyAggregate;

function changeOf(seq: number, wardId: string, ever: readonly string[] = []): Change<StoredDocument> {
  const by = { user: 'adam', grant: 'g', workstation: 'w' };
  const wardName = { en: wardId, ar: wardId };
  const data = { wardId, wardName, name: 'r', type: 'single', beds: [] };
  const doc = storedFrom(aggregate, `r${seq}`, [
    { id: `e${seq}`, kind: 'added', at: '0mabcdefg000-w', by, after: [], data },
  ]);
  return { seq, id: `r${seq}`, doc: { ...doc, _rev: '1-a', ever: [...new Set([...doc.ever, ...ever])] } };
}

function publishing() {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const told: { rooms: Rooms; message: LiveChanges }[] = [];
  return { told, publisher: new Publisher(aggregate, (rooms, message) => told.push({ rooms, message })) };
}

const seqs = (told: readonly { readonly message: LiveChanges }[]) =>
  told.map(({ message }) => message.rows.map(({ seq }) => seq));

test('a change that comes alone goes at once; those that follow closely go together, in their order', async () => {
  const { told, publisher } = publishing();
  publisher.take(changeOf(1, '4B'));
  expect(seqs(told)).toEqual([[1]]);
  for (const seq of [2, 3, 4]) publisher.take(changeOf(seq, '4B'));
  expect(seqs(told)).toEqual([[1]]);
  await vi.advanceTimersByTimeAsync(20);
  expect(seqs(told)).toEqual([[1], [2, 3, 4]]);
  await vi.advanceTimersByTimeAsync(1000);
  publisher.take(changeOf(5, '4B'));
  expect(seqs(told)).toEqual([[1], [2, 3, 4], [5]]);
});

test('changes for others are told apart, and none overtakes another', async () => {
  const { told, publisher } = publishing();
  publisher.take(changeOf(1, '4B'));
  publisher.take(changeOf(2, '4B'));
  publisher.take(changeOf(3, '3A'));
  publisher.take(changeOf(4, '4B'));
  await vi.advanceTimersByTimeAsync(20);
  expect(seqs(told)).toEqual([[1], [2], [3], [4]]);
  expect(told[2]?.rooms.to).not.toEqual(told[3]?.rooms.to);
});

test('whoever may hold a document no longer is told that it leaves, without it', () => {
  const { told, publisher } = publishing();
  publisher.take(changeOf(1, '4B', ['ward:3A']));
  expect(told.map(({ rooms }) => rooms)).toMatchObject([{ except: [] }, { to: ['ward:3A'] }]);
  expect(told[1]?.rooms.except).toEqual(told[0]?.rooms.to);
  expect(told[1]?.message.rows).toEqual([{ seq: 1, id: 'r1', changes: [{ rev: '1-a' }], removed: true }]);
});

test('a long stretch is told in several messages', async () => {
  const { told, publisher } = publishing();
  for (let seq = 1; seq <= 700; seq += 1) publisher.take(changeOf(seq, '4B'));
  await vi.advanceTimersByTimeAsync(20);
  expect(seqs(told).flat()).toEqual(Array.from({ length: 700 }, (_, at) => at + 1));
  expect(Math.max(...seqs(told).map(({ length }) => length))).toBeLessThanOrEqual(300);
});
