import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** How long a process may take to stop by itself before it is ended (ms). */
const GRACE_MS = 8000;

/** Processes that end with npm start. */
export class Processes {
  readonly #running: ChildProcess[] = [];

  start(command: string, args: readonly string[], env: Readonly<Record<string, string | undefined>>): ChildProcess {
    // A group of its own: Ctrl-C in the terminal must not reach it before it is stopped in order.
    const child = spawn(command, [...args], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: process.platform !== 'win32',
    });
    this.#running.push(child);
    return child;
  }

  /** Asks each to stop, the last first; ends what does not. */
  async stop(): Promise<void> {
    for (const child of this.#running.reverse()) await stopOne(child);
    this.#running.length = 0;
  }
}

async function stopOne(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const impatient = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(impatient);
}
