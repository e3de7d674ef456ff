import { expect, test } from 'vitest';
import { type RendererDeath, recoveryFor } from './renderer-recovery.ts';

const deaths = (reason: RendererDeath['reason'], ...at: readonly number[]) => at.map((when) => ({ at: when, reason }));
const minute = 60_000;

test.each([
  ['the first death: load again', deaths('crashed', 0), 'reload'],
  ['the second within five minutes: load again', deaths('killed', 0, minute), 'reload'],
  ['the third within five minutes: the static page', deaths('crashed', 0, minute, 2 * minute), 'safe-page'],
  ['the third, but the first is long ago: load again', deaths('crashed', 0, 4 * minute, 6 * minute), 'reload'],
  ['out of memory: a new window', deaths('oom', 0), 'new-window'],
  ['out of memory three times: the static page', deaths('oom', 0, 1, 2), 'safe-page'],
  ['a damaged program: the static page at once', deaths('integrity-failure', 0), 'safe-page'],
  ['a page that cannot be started: the static page at once', deaths('launch-failed', 0), 'safe-page'],
  ['an ordinary end: nothing', deaths('clean-exit', 0), 'none'],
  ['nothing has died: nothing', [], 'none'],
] as const)('%s', (_name, before, expected) => {
  expect(recoveryFor(before, before.at(-1)?.at ?? 0)).toBe(expected);
});
