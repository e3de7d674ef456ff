import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { startWords } from '../language/speaking.ts';
import type { LinkFacts } from './link-facts.ts';
import { SyncState } from './SyncState.tsx';

startWords('en');
const quiet = { sinceMs: 0, unsent: 0, oldestUnsentMs: null, refused: 0, progress: null } as const;

test.each<[string, LinkFacts, string, string]>([
  ['nothing waits', { ...quiet, link: 'live' }, 'live', 'All work is on the server'],
  ['just sent', { ...quiet, link: 'live', unsent: 1, oldestUnsentMs: Date.now() }, 'sending', 'Sending 1 change'],
  ['age unknown', { ...quiet, link: 'live', unsent: 2 }, 'catching', '2 changes to send'],
  ['refused', { ...quiet, link: 'live', refused: 1 }, 'refused', '1 change needs you'],
  [
    'first sync',
    { ...quiet, link: 'catching-up', progress: { done: 12_400, total: 50_000 } },
    'catching',
    '12,400 of 50,000',
  ],
  ['cut off', { ...quiet, link: 'disconnected', unsent: 6 }, 'cut', '6 changes kept here'],
])('%s: shown as it is, and green only when nothing waits', (_what, facts, tone, sentence) => {
  const shown = renderToStaticMarkup(<SyncState facts={facts} />);
  expect(shown).toContain(`data-link="${tone}"`);
  expect(shown).toContain(sentence);
});
