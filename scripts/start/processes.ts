import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/** How long a process may take to stop by itself before it is ended (ms). */
const GRACE_MS = 10_000;

/** Processes that end with npm start. */
export class Processes {
  readonly #running: ChildProcess[] = [];

  start(command: string, args: readonly string[], options: Pick<SpawnOptions, 'env' | 'stdio'>): ChildProcess {
    // A group of its own: Ctrl-C in the terminal must not reach it before it is stopped in order.
    const child = spawn(command, [...args], { ...options, detached: process.platform !== 'win32' });
    this.#running.push(child);
    return child;
  }

  /** Asks each to stop, the last first; ends what does not. */
  async stop(): Promise<void> {
    for (const child of this.#running.splice(0).reverse()) await stopOne(child);
  }
}

async function stopOne(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const impatient = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(impatient);
}
