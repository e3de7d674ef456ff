import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Resolves once no process has this id; a child of somebody else gives no event for it, so it is looked for. */
export async function processIsGone(pid: number): Promise<void> {
  while (isThere(pid)) await pause(20);
}

function isThere(pid: number): boolean {
  if (process.platform === 'linux') return existsSync(`/proc/${pid}/exe`);
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // signal 0 fails only when there is no such process
  }
}
