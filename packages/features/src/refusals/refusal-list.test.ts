import type { KnownRefusal } from '@healthcare/replica';
import { expect, test } from 'vitest';
import { nurse } from '../app/replica-for-tests.ts';
import { casesIn, mayHandle, mayRead } from './refusal-list.ts';

const by = { user: 'n2', grant: 'g', workstation: 'w' };
function refusalOf(id: string, more: Partial<KnownRefusal> & { readonly instead?: string } = {}): KnownRefusal {
  const { instead, ...rest } = more;
  const entry = { id, kind: 'seen', at: '', by, after: [], data: {}, ...(instead !== undefined && { instead }) };
  const what = { db: 'calls', document: 'c', code: 'call/closed', scopes: ['ward:4B'], toldMs: 0 } as const;
  const state = { here: true, waits: true, handled: [], untold: false, again: 'no' } as const;
  return { id: `calls|${id}`, entry, ...what, ...state, ...rest };
}

test('F6: what was tried again and refused again is one case, its last attempt', () => {
  const list = [
    refusalOf('third', { instead: 'second' }),
    refusalOf('other'),
    refusalOf('second', { instead: 'first', again: 'refused' }),
    refusalOf('first', { again: 'refused' }),
    refusalOf('done', { waits: false }),
  ];
  const { waiting, handled } = casesIn(list);
  expect(waiting.map(({ refusal, earlier }) => [refusal.entry.id, earlier.map(({ entry }) => entry.id)])).toEqual([
    ['third', ['second', 'first']],
    ['other', []],
  ]);
  expect(handled.map(({ refusal }) => refusal.entry.id)).toEqual(['done']);
});

test('F2: a colleague of the ward reads what was refused at this terminal but leaves it to its author; of another ward, the fact only', () => {
  const inWard = refusalOf('a');
  const elsewhere = refusalOf('b', { scopes: ['ward:3A'] });
  expect([mayRead(inWard, nurse), mayHandle(inWard, nurse)]).toEqual([true, false]);
  expect([mayRead(elsewhere, nurse), mayHandle(elsewhere, nurse)]).toEqual([false, false]);
  const own = refusalOf('c', { scopes: [] });
  expect(mayHandle({ ...own, entry: { ...own.entry, by: { ...by, user: nurse.user } } }, nurse)).toBe(true);
});
