import { requestsSeen } from './session.ts';

interface Ask {
  readonly id: number;
  readonly run?: string;
  readonly argument?: unknown;
  readonly requests?: true;
}

/** Runs what a test sends into the main process, as Playwright's `electronApplication.evaluate` does. */
export function answerTheDriver(electron: object, leave: () => void): void {
  process.on('message', async (ask: Ask) => {
    if (ask.requests) return void process.send?.({ id: ask.id, ok: true, value: [...requestsSeen] });
    if (ask.run === undefined) return;
    try {
      // biome-ignore lint/security/noGlobalEval: the text is a function written in the test file, as with Playwright's own
      const run = globalThis.eval(`(${ask.run})`) as (electron: object, argument: unknown) => unknown;
      process.send?.({ id: ask.id, ok: true, value: await run(electron, ask.argument) });
    } catch (error) {
      process.send?.({ id: ask.id, ok: false, value: String(error instanceof Error ? error.stack : error) });
    }
  });
  process.channel?.unref();
  // A test that ended without closing the app leaves nobody who would.
  if (process.channel) process.on('disconnect', leave);
}
