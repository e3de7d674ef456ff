import { expect, test } from 'vitest';
import { entryOf, type Made, story } from '../../laws/entries-for-tests.ts';
import { anyAggregate } from '../kernel/aggregate.ts';
import type { Entry } from '../kernel/entry.ts';
import { fold } from '../kernel/fold.ts';
import { judge } from '../kernel/judge.ts';
import { readers } from '../rights/readers.ts';
import { type Role, roles } from '../rights/roles.ts';
import { OpeningView, openings, openingsOf } from './opening.ts';

const opened: Made = { kind: 'opened', data: { patientId: 'p1' } };

function verdict(entries: readonly Entry[], act: Made, role: Role = 'nurse') {
  const author = { user: 'salma', role, wards: ['4B'] };
  return judge(anyAggregate(openings), { entries, wasRefused: () => false }, entryOf(act, entries), author);
}

test('O1 a file is opened by one entry, and nothing more is done to that opening', () => {
  expect(verdict([], opened)).toBeNull();
  expect(verdict(story(opened), opened)).toEqual({ code: 'opening/already-made' });
});

test('O2 it says whose file it was, who opened it, and under which emergency access; a text of somebody has no place in it', () => {
  const emergency: Made = { kind: 'opened', data: { patientId: 'p1', emergency: 'em1' } };
  const view = fold(openings, story(emergency));
  expect(view).toMatchObject({ patientId: 'p1', by: 'salma', emergency: 'em1' });
  expect(OpeningView.safeParse(view).success).toBe(true);
  expect(verdict([], { ...opened, data: { patientId: 'p1', reason: 'a text' } })?.code).toBe('entry/wrong-shape');
});

test('O3 whoever may read files of patients makes openings, and nobody else', () => {
  for (const role of roles)
    expect(verdict([], opened, role)?.code, role).toBe(role in readers.patients ? undefined : 'right/missing');
});

test('O4 it is found by its patient, under a key that no session has', () => {
  expect(openings.scopes(fold(openings, story(opened)))).toEqual([openingsOf('p1')]);
  expect(openings.scopes(openings.empty)).toEqual([]);
});
