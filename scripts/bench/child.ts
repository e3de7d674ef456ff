import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { serverNodeOptions } from '../../sync-server/src/node-options.ts';

/** A process of the bench; ended with it. */
export interface Child {
  /** Port it told on its first line, NaN if it tells none. */
  readonly port: number;
  ask<Answer>(question: unknown): Promise<Answer>;
  end(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a script of this folder. `listens`: wait for its line `listening <port>`. */
export async function childOf(script: string, args: readonly string[], listens: boolean): Promise<Child> {
  const child = fork(join(import.meta.dirname, script), [...args], {
    execArgv: [...optionsOf(script, listens), '--no-warnings'],
    stdio: ['ignore', listens ? 'pipe' : 'inherit', 'inherit', 'ipc'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const gone = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${script} ended with ${code}`)));
  gone.catch(() => undefined); // Who waits for an answer is told; at other times its end is asked for.
  const port = listens ? await portOf(child) : Number.NaN;
  return {
    port,
    async ask(question) {
      const answer = once(child, 'message');
      answer.catch(() => undefined); // It is raced below.
      child.send(question as object);
      return (await Promise.race([answer, gone]))[0];
    },
    async end() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Servers of ours are started as they ship; the stock one as its own manual says. */
function optionsOf(script: string, listens: boolean): readonly string[] {
  return listens && script !== 'stock-server.ts' ? serverNodeOptions : [];
}

async function portOf(child: ChildProcess): Promise<number> {
  let text = '';
  for await (const part of child.stdout ?? []) {
    text += String(part);
    const found = /listening (\d+)/.exec(text);
    if (found) {
      child.stdout?.resume();
      return Number(found[1]);
    }
  }
  throw new Error('the child ended before it listened');
}
