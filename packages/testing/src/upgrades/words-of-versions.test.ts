import { documentOf, fold, isOfNewerProgram, judge, shapeOf, understood, union } from '@healthcare/domain';
import { expect, test } from 'vitest';
import { after, before, entryOf } from './charts.ts';

const opened = entryOf('opened', { wardId: '4B', title: 'Salma' });
const oldNote = entryOf('noted', { text: 'slept well' }, { after: [opened.id] });
const newNote = entryOf('noted', { text: 'in pain', tone: 'urgent' }, { after: [opened.id], version: 1 });
const flagged = entryOf('flagged', { why: 'allergy' }, { after: [newNote.id], version: 1 });
const nurse = { user: 'salma', role: 'nurse', wards: ['4B'] } as const;
const circumstances = { entries: [opened], wasRefused: () => false };

test('what was said before an upgrade is folded in the words of after it, and stays stored as its author made it', () => {
  const document = documentOf(after, 'a', [opened, oldNote]);
  expect(document).toMatchObject({ lines: [{ text: 'slept well', tone: 'calm' }], state: 'plain' });
  expect(document.entries).toEqual([opened, oldNote]);
});

test('an entry of an older workstation is judged by the newer rules in their words', () => {
  expect(shapeOf(after, oldNote)).toBeNull();
  expect(judge(after, circumstances, oldNote, nurse)).toBeNull();
  expect(shapeOf(after, entryOf('noted', { text: '' }))).toMatchObject({
    code: 'entry/wrong-shape',
    about: 'data.text',
  });
});

test('an older program keeps what only a newer one can tell, and folds the rest', () => {
  const entries = union([opened, oldNote], [newNote, flagged]);
  expect(fold(before, entries)).toEqual({ wardId: '4B', title: 'Salma', notes: ['slept well'] });
  expect(documentOf(before, 'a', entries).entries).toHaveLength(4);
  expect([opened, oldNote, newNote, flagged].map((entry) => understood(before, entry) !== undefined)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('what it does understand of a newer program it reads: only the words count, not the number', () => {
  const same = entryOf('noted', { text: 'as ever' }, { version: 7 });
  expect(isOfNewerProgram(before, same)).toBe(false);
  expect(fold(before, [opened, same])).toMatchObject({ notes: ['as ever'] });
});

test('a word of a newer program is told apart from one that nobody has', () => {
  expect(shapeOf(before, flagged)).toEqual({ code: 'entry/newer-program', about: 'flagged' });
  expect(shapeOf(before, newNote)).toEqual({ code: 'entry/newer-program', about: 'noted' });
  expect(shapeOf(before, entryOf('flagged', { why: 'x' }))).toEqual({ code: 'entry/unknown-kind', about: 'flagged' });
  expect(shapeOf(after, entryOf('painted', {}, { version: 1 }))).toMatchObject({ code: 'entry/unknown-kind' });
});

test('a step over several versions takes every one in between, and only those', () => {
  const third = { ...after, version: 3, upcasts: [...(after.upcasts ?? []), null, louder] };
  const texts = [oldNote, newNote, { ...newNote, id: 'n', version: 3 }].map((entry) => understood(third, entry)?.data);
  expect(texts).toEqual([
    { text: 'slept well!', tone: 'calm' },
    { text: 'in pain!', tone: 'urgent' },
    { text: 'in pain', tone: 'urgent' },
  ]);
  function louder({ kind, data }: { readonly kind: string; readonly data: typeof newNote.data }) {
    return { kind, data: { ...data, text: `${String(data.text)}!` } };
  }
});
