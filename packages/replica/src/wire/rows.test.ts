import { expect, test } from 'vitest';
import { answersFrom, pageFrom, rowsFrom } from './rows.ts';

const by = { user: 'u', grant: 'g', workstation: 'w' };
const entry = { id: 'e', kind: 'seen', at: '0mk2vvvvv000-w', by, after: [], data: {} };
const changes = [{ rev: '2-a' }];

test('rows bring a document or its removal; fields of a newer server pass', () => {
  const newer = { ...entry, sig: 'of tomorrow' };
  const doc = { _id: 'a', _rev: '2-a', entries: [newer], state: 'seen' };
  expect(
    rowsFrom([
      { seq: 3, id: 'a', changes, doc },
      { seq: 4, id: 'b', changes, removed: true },
    ]),
  ).toEqual([
    { seq: 3, id: 'a', rev: '2-a', entries: [newer] },
    { seq: 4, id: 'b', rev: '2-a', removed: true },
  ]);
});

test.each([
  ['no list', {}],
  ['neither document nor removal', [{ seq: 3, id: 'a', changes }]],
  ['no revision', [{ seq: 3, id: 'a', changes: [], removed: true }]],
  ['an entry without a stamp', [{ seq: 3, id: 'a', changes, doc: { entries: [{ ...entry, at: 7 }] } }]],
])('%s is a fault of the server, not a document', (_, rows) => {
  expect(() => rowsFrom(rows)).toThrow('server: wrong-answer/');
});

test('a page names its checkpoint', () => {
  const page = pageFrom({ results: [], last_seq: 9, lineage: '3.x', pending: 2, restarted: true });
  expect(page).toEqual({ rows: [], checkpoint: { since: 9, lineage: '3.x' }, pending: 2, restarted: true });
});

test('answers are accepted, refused in part, or failed, each in its own form', () => {
  const refused = [{ entry: 'e', code: 'call/closed', about: 'done' }];
  expect(
    answersFrom([
      { ok: true, id: 'a', rev: '3-a', refused: [] },
      { ok: true, id: 'b', refused, removed: true },
      { id: 'c', error: 'bad_request', reason: 'no entries' },
    ]),
  ).toEqual([
    { id: 'a', rev: '3-a', refused: [], entries: undefined, removed: false },
    { id: 'b', rev: undefined, refused, entries: undefined, removed: true },
    { id: 'c', failed: 'bad_request: no entries' },
  ]);
});
