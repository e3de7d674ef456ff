import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

import { serverNodeOptions } from '@healthcare/sync-server';

/** The real server as a process of its own, that can be killed in the middle of anything and started again on the same port. */
export interface ServerProcess {
  readonly url: string;
  readonly running: boolean;
  /** Resolves when it listens. */
  start(): Promise<void>;
  /** Most memory that the process has held so far, bytes; see `tell-peak.ts`. */
  peakBytes(): Promise<number>;
  /** SIGKILL: nothing is finished, nothing is said. Resolves when it is gone. */
  kill(): Promise<void>;
}

const tellPeak = new URL('./tell-peak.ts', import.meta.url).href;
const main = fileURLToPath(import.meta.resolve('@healthcare/sync-server').replace(/index\.ts$/, 'main.ts'));

/** On the data in `folder`. Not started yet. */
export async function serverProcess(
  folder: string,
  more: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    get running() {
      return child !== undefined && child.exitCode === null && child.signalCode === null;
    },
    async start() {
      const settings = {
        HEALTHCARE_PORT: String(port),
        HEALTHCARE_DATA: folder,
        HEALTHCARE_LOG_LEVEL: 'fatal',
        HEALTHCARE_ENROLMENT: 'open',
      };
      const started = spawn(process.execPath, [...serverNodeOptions, '--import', tellPeak, main], {
        env: { ...process.env, ...settings, ...more },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      child = started;
      const ended = once(started, 'exit').then(([code]) => Promise.reject(new Error(`the server ended with ${code}`)));
      await Promise.race([once(started, 'message'), ended]);
      ended.catch(() => undefined); // Its later end is asked for.
    },
    async peakBytes() {
      if (!child) throw new Error('not started');
      const told = once(child, 'message');
      child.send('peak');
      return ((await told)[0] as { readonly peakBytes: number }).peakBytes;
    },
    async kill() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** A port that nobody has at this moment; the server keeps it over its restarts. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
