import { expect, test } from 'vitest';
import { callWith } from './calls-for-tests.ts';
import { storyOf } from './story.ts';

test('the story tells every entry, which of them are only here, and what was refused', () => {
  const call = {
    ...callWith('a', {}, [
      { kind: 'seen', by: 'n2', after: 5 },
      { kind: 'accepted', by: 'n2', after: 9 },
    ]),
    unsent: ['a-2'],
  };
  const refusedEntry = { ...call.entries[1]!, id: 'lost', kind: 'done' };
  const refusal = {
    db: 'calls',
    document: 'a',
    entry: refusedEntry,
    code: 'call/closed',
    toldMs: 0,
    id: 'calls|lost',
    scopes: ['ward:4B'],
    here: true,
    waits: true,
    handled: [],
    untold: false,
    again: 'no',
  } as const;
  const elsewhere = { ...refusal, document: 'b' };
  expect(storyOf(call, [refusal, elsewhere]).map(({ entry, standing, code }) => [entry.kind, standing, code])).toEqual([
    ['raised', 'server', undefined],
    ['seen', 'server', undefined],
    ['accepted', 'here', undefined],
    ['done', 'refused', 'call/closed'],
  ]);
});
