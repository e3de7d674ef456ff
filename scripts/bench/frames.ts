import type { Page } from '@playwright/test';

/** Frames of a page over a while. `dropped`: how many of 60 a second were not drawn. `longestMs`: the longest time without one. */
export interface FramesDrawn {
  readonly drawn: number;
  readonly dropped: number;
  readonly longestMs: number;
}

/**
 * What the page draws while something is done. A frame is counted as the page is asked for it, so whatever keeps one from being drawn counts as
 * dropped: the page's own work, and just as well a core that the server, the sender or another program has at that moment. On two cores that
 * are busy with something else, a board at rest drops 10 to 40 of 100; so a figure says something only beside that of a page at rest.
 */
export async function framesWhile(page: Page, work: () => Promise<void>): Promise<FramesDrawn> {
  await page.evaluate(() => {
    const gaps: number[] = [];
    let before = performance.now();
    const tick = (now: number) => {
      gaps.push(now - before);
      before = now;
      watching.next = requestAnimationFrame(tick);
    };
    const watching = { gaps, next: requestAnimationFrame(tick) };
    Object.assign(globalThis, { watching });
  });
  await work();
  const gaps = await page.evaluate(() => {
    const { watching } = globalThis as unknown as { watching: { readonly gaps: number[]; readonly next: number } };
    cancelAnimationFrame(watching.next);
    return watching.gaps.slice(1); // the first began before anything was watched
  });
  const missing = gaps.map((ms) => Math.max(0, Math.round((ms * 60) / 1000) - 1));
  return {
    drawn: gaps.length,
    dropped: missing.reduce((sum, frames) => sum + frames, 0),
    longestMs: Math.max(0, ...gaps),
  };
}

/** Begins to count the processor time of the page's main thread: ms so far. */
export async function workedBy(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const now = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN) * 1000;
  };
  const before = await now();
  return async () => (await now()) - before;
}
