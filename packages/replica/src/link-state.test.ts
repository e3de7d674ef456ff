import { expect, test } from 'vitest';
import { type LinkFacts, linkFrom, UNSENT_TOO_LONG_MS } from './link-state.ts';

const fine: LinkFacts = {
  session: 'begun',
  line: 'up',
  joined: true,
  oldestUnsentMs: null,
  refused: 0,
  nowMs: 100_000,
};

test.each<[ReturnType<typeof linkFrom>, Partial<LinkFacts>]>([
  ['live', {}],
  ['live', { oldestUnsentMs: fine.nowMs - UNSENT_TOO_LONG_MS + 1 }],
  ['catching-up', { oldestUnsentMs: fine.nowMs - UNSENT_TOO_LONG_MS }],
  ['catching-up', { refused: 1 }],
  ['catching-up', { joined: false }],
  ['disconnected', { line: 'down' }],
  ['disconnected', { line: 'down', refused: 3 }],
  ['starting', { line: 'untried' }],
  ['signed-out', { session: 'none' }],
  ['signed-out', { session: 'over', line: 'down' }],
])('%s when %o', (link, facts) => {
  expect(linkFrom({ ...fine, ...facts })).toBe(link);
});
