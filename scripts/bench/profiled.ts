import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Where figures and profiles go. */
export const resultsFolder = join(import.meta.dirname, '../../bench-results');

/** With `--profile`, what the page's processor did meanwhile is written to `bench-results/<name>.cpuprofile`, for the browser's own tools. The figures then say nothing. */
export async function profiled<Result>(page: Page, name: string, work: () => Promise<Result>): Promise<Result> {
  if (!process.argv.includes('--profile')) return work();
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Profiler.start');
  const result = await work();
  const { profile } = await session.send('Profiler.stop');
  mkdirSync(resultsFolder, { recursive: true });
  writeFileSync(join(resultsFolder, `${name}.cpuprofile`), JSON.stringify(profile));
  await session.detach();
  return result;
}
