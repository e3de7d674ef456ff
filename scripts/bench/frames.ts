import type { Page } from '@playwright/test';

/** Frames of a page over a while. `dropped`: how many of 60 a second were not drawn. `longestMs`: the longest time without one. */
export interface FramesDrawn {
  readonly drawn: number;
  readonly dropped: number;
  readonly longestMs: number;
}

/** What the page draws while something is done. */
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
