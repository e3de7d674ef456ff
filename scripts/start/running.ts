import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const Running = z.strictObject({ pid: z.number().int().positive(), url: z.url() });

/** How long a server that runs may take to say so (ms). */
const ANSWER_MS = 2000;

/** The address of a server that already works on this folder; null when none does. */
export async function runningOn(data: string): Promise<string | null> {
  const path = pathIn(data);
  if (!existsSync(path)) return null;
  const { pid, url } = Running.parse(JSON.parse(readFileSync(path, 'utf8')));
  return isAlive(pid) && (await answers(url)) ? url : null;
}

/** Notes who works on this folder. */
export function noteRunning(data: string, url: string): void {
  writeFileSync(pathIn(data), JSON.stringify({ pid: process.pid, url }));
}

export function forgetRunning(data: string): void {
  rmSync(pathIn(data), { force: true });
}

function pathIn(data: string): string {
  return join(resolve(data), 'running.json');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // no such process: it ended without a goodbye
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(new URL('health', url), { signal: AbortSignal.timeout(ANSWER_MS) })).ok;
  } catch {
    return false; // the process id belongs to another program by now
  }
}
