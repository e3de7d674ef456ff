import type { Page } from '@playwright/test';
import { framesWhile } from './frames.ts';

/**
 * Frames, those that came late, and of these the ones before which the page's main thread itself worked for longer than a sixtieth of a second.
 * `mostMs`: the most that it worked before a late one, in processor time.
 */
export interface OwnWork {
  readonly frames: number;
  readonly late: number;
  readonly byItself: number;
  readonly mostMs: number;
}

const FRAME_MS = 1000 / 60;

/**
 * Frames that a page drops by its own work, told apart from those for which it had no core. Measured on two cores that others used as well, while
 * 50 beds changed: seven of 73 frames came late; before six of them the page had worked for 1.4 to 3.9 ms (in a gap of 79 ms: 1.4), before the
 * seventh for 14.8. The tasks of the main thread are counted from the browser's trace. What came in during a long gap counts, so on a machine
 * that has no core for a tenth of a second this is more than the page's own part, and never less.
 */
export async function ownWorkWhile(page: Page, work: () => Promise<void>): Promise<OwnWork> {
  const browser = page.context().browser();
  if (!browser) throw new Error('a page without its browser');
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const traceConfig = { includedCategories: ['toplevel', 'devtools.timeline'], excludedCategories: ['*'] };
  await session.send('Tracing.start', { traceConfig });
  await framesWhile(page, work); // which has it draw a frame whenever there is time for one
  const complete = new Promise<void>((done) => session.once('Tracing.tracingComplete', () => done()));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return ownWorkIn(events);
}

/** As the browser tells it; times in microseconds, `tdur` of the processor. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly tdur?: number;
}

function ownWorkIn(events: readonly TraceEvent[]): OwnWork {
  const drawn = events.filter(({ name, ph }) => name === 'FireAnimationFrame' && ph === 'X');
  const threads = [...Map.groupBy(drawn, ({ pid, tid }) => `${pid} ${tid}`)];
  const [thread, frames] = threads.sort(([, a], [, b]) => b.length - a.length)[0] ?? ['', []];
  const starts = frames.map(({ ts }) => ts).sort((a, b) => a - b);
  const workMs = starts.map(() => 0);
  for (const { name, ph, pid, tid, ts, tdur = 0 } of events) {
    if (name !== 'ThreadControllerImpl::RunTask' || ph !== 'X' || `${pid} ${tid}` !== thread) continue;
    const at = starts.findLastIndex((start) => start <= ts);
    if (at >= 0) workMs[at] = (workMs[at] ?? 0) + tdur / 1000;
  }
  const late = workMs.filter((_, at) => isLate((starts[at + 1] ?? 0) - (starts[at] ?? 0)));
  return {
    frames: starts.length,
    late: late.length,
    byItself: late.filter((ms) => ms > FRAME_MS).length,
    mostMs: Math.max(0, ...late),
  };
}

/** A frame or more is missing in such a gap (µs). */
function isLate(gap: number): boolean {
  return Math.round(gap / 1000 / FRAME_MS) > 1;
}
