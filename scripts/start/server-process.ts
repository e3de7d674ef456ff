import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { serverNodeOptions } from '../../sync-server/src/node-options.ts';
import { root } from '../install.mjs';
import type { Processes } from './processes.ts';

export interface ServerWanted {
  readonly port: number;
  /** Folder of the embedded databases. */
  readonly data: string;
  /** Where its log lines go. */
  readonly log: string;
}

/**
 * The central server on the built pages; resolves when it listens. Rejects when it ends before that; what it said is on the terminal.
 * Its log goes to a file, not to a pipe: a pipe that nobody reads stops the server at its next line.
 */
export async function startServer(processes: Processes, { port, data, log }: ServerWanted): Promise<ChildProcess> {
  const lines = openSync(log, 'a');
  const server = processes.start(
    process.execPath,
    [...serverNodeOptions, '--no-warnings', join(root, 'sync-server/src/main.ts')],
    {
      env: {
        ...process.env,
        HEALTHCARE_HOST: '127.0.0.1',
        HEALTHCARE_PORT: String(port),
        HEALTHCARE_DATA: data,
        HEALTHCARE_WEB_ROOT: join(root, 'apps/ward/dist/renderer'),
        HEALTHCARE_ADMIN_WEB_ROOT: join(root, 'apps/admin/dist/renderer'),
      },
      stdio: ['ignore', lines, 'inherit', 'ipc'],
    },
  );
  closeSync(lines);
  const ended = once(server, 'exit').then(([code, signal]) => {
    throw new Error(`the server ended by itself (${signal ?? `code ${code}`}); its log is ${log}`);
  });
  ended.catch(() => undefined); // Once it listens, its end is watched by who started it.
  await Promise.race([once(server, 'message'), ended]);
  return server;
}
