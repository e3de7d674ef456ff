import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { type ScheduleOptions, type ScheduleResult, simulate } from './schedule.ts';

// Thousands of failures a second are part of the schedules; where they were thrown is nobody's question.
Error.stackTraceLimit = 0;

/** Schedules of consecutive seeds, or of every `step`th one. */
export interface Portion {
  readonly first: number;
  /** How many seeds there are from `first` on, whoever runs them. */
  readonly runs: number;
  readonly step?: number;
  readonly options: ScheduleOptions;
}

export interface PortionResult {
  readonly done: number;
  readonly saved: number;
  readonly refused: number;
  /** The first schedule that broke a promise; it ends the portion. */
  readonly failed: ScheduleResult | undefined;
}

/** Runs them one after another. */
export async function portionOf({ first, runs, step = 1, options }: Portion): Promise<PortionResult> {
  let [done, saved, refused] = [0, 0, 0];
  for (let at = 0; at < runs; at += step) {
    const result = await simulate(first + at, options);
    done += 1;
    saved += result.saved;
    refused += result.refused;
    if (result.broken) return { done, saved, refused, failed: result };
  }
  return { done, saved, refused, failed: undefined };
}

if (!isMainThread) parentPort?.postMessage(await portionOf(workerData as Portion));
