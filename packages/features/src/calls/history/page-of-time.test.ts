import { expect, test } from 'vitest';
import { firstPage, pageBefore } from './page-of-time.ts';

const now = 1_764_000_000_000;
const DAY = 86_400_000;

test('the first page is the last day, and everything that a clock ahead has raised', () => {
  expect(firstPage(now)).toMatchObject({ fromMs: now - DAY, spanMs: Number.POSITIVE_INFINITY });
});

test('pages touch each other, grow over quiet times and shrink over busy ones', () => {
  const quiet = pageBefore(firstPage(now), 3);
  expect(quiet).toMatchObject({ fromMs: now - 3 * DAY, spanMs: 2 * DAY });
  const busy = pageBefore(quiet, 5000);
  expect(busy).toMatchObject({ fromMs: now - 4 * DAY, spanMs: DAY });
  expect(busy.fromMs + busy.spanMs).toBe(quiet.fromMs);
});

test('years without a call are crossed in a few pages, and none begins before the epoch', () => {
  let page = firstPage(now);
  let pages = 0;
  while (page.fromMs > 0) {
    page = pageBefore(page, 0);
    pages++;
  }
  expect(pages).toBeLessThan(18);
  expect(page.fromMs).toBe(0);
});
