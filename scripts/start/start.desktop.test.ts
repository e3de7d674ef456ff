import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bothSteps } from '@healthcare/sync-server/both-steps';
import { enrol, newStation } from '@healthcare/sync-server/station';
import { expect, onTestFinished, test } from 'vitest';

interface Started {
  readonly url: string;
  readonly said: () => string;
  readonly stop: (signal: NodeJS.Signals) => Promise<number | null>;
}

function spawned(args: readonly string[]): ChildProcess {
  const script = join(import.meta.dirname, 'start.ts');
  const child = spawn(process.execPath, [script, '--no-open', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGTERM'));
  return child;
}

/** All that a start says until it ends, and its exit code. */
async function ended(args: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawned(args);
  const said = heard(child);
  const [code] = await once(child, 'close');
  return { code, said: said() };
}

function heard(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  return () => text;
}

async function started(args: readonly string[]): Promise<Started> {
  const child = spawned(args);
  const said = heard(child);
  const url = await new Promise<string>((ready, failed) => {
    child.stdout?.on('data', () => {
      const found = /^ready (http:\/\/127\.0\.0\.1:\d+\/)$/m.exec(said())?.[1];
      if (found) ready(found);
    });
    child.once('exit', (code) => failed(new Error(`ended with ${code}: ${said()}`)));
  });
  return {
    url,
    said,
    async stop(signal) {
      const gone = once(child, 'exit');
      child.kill(signal);
      const [code] = await gone;
      return code;
    },
  };
}

const newFolder = () => join(mkdtempSync(join(tmpdir(), 'healthcare-start-')), 'data');

test('it answers, a demo account signs in, a second start says where the first one is, and Ctrl-C ends all of it', async () => {
  const data = newFolder();
  const first = await started(['--data', data]);
  expect(first.said()).toMatch(/^ui {7}(browser|Electron) \(.+\)$/m);
  const page = await fetch(first.url);
  expect(await page.text()).toContain('<div id="root">');
  const login = /^ +(\d+) .* nurse /m.exec(first.said())?.[1];
  const station = newStation('a'.repeat(43));
  const asked = {
    user: login ?? '',
    password: 'a long night shift',
    workstation: { secret: station.secret, kind: 'ward' },
  } as const;
  expect((await bothSteps(first.url, asked)).status).toBe(403);
  const code = /#enrol=(\S+)/.exec(first.said())?.[1] ?? '';
  expect((await enrol(first.url, station, code, 'ward')).status).toBe(201);
  expect((await bothSteps(first.url, asked, undefined, station.prove)).status).toBe(201);
  expect(first.said()).toContain('the demo enrols its workstations by itself');
  const second = await ended(['--data', data, '--fresh']);
  expect(second).toMatchObject({ code: 1, said: expect.stringContaining(`already runs on ${data}: ${first.url}`) });
  expect(await first.stop('SIGINT')).toBe(0);
  await expect(fetch(first.url)).rejects.toThrow();
});

test('--fresh begins anew and keeps the old hospital', async () => {
  const data = newFolder();
  const before = await started(['--data', data]);
  await before.stop('SIGTERM');
  const after = await started(['--data', data, '--fresh']);
  const [aside] = readdirSync(dirname(data)).filter((name) => name !== 'data');
  expect(after.said()).toContain(`the old hospital was moved to ${join(dirname(data), aside ?? '?')}`);
  expect(readdirSync(join(dirname(data), aside ?? ''))).toContain('server');
});

/**
 * The server's log once went to a pipe that was closed as soon as the server listened: the first line it logged stopped
 * every request, and the server could not even be stopped.
 */
test('a server that has something to log goes on answering', async () => {
  const { url, stop } = await started(['--data', newFolder()]);
  for (let n = 0; n < 20; n += 1) {
    const refused = await fetch(new URL('api/sign-in', url), { method: 'POST', body: '{' });
    expect(refused.status).toBeGreaterThanOrEqual(400);
  }
  expect((await fetch(new URL('health', url))).status).toBe(200);
  expect(await stop('SIGINT')).toBe(0);
});

test('a port that is taken, and a wrong option, end the start with a sentence that names them', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void taken.close());
  await once(taken, 'listening');
  const address = taken.address();
  const port = String(typeof address === 'object' && address ? address.port : 0);
  const busy = await ended(['--data', newFolder(), '--port', port]);
  expect(busy).toMatchObject({ code: 1, said: expect.stringContaining(`--port ${port} is used by another program`) });
  const wrong = await ended(['--colour', 'red']);
  expect(wrong).toMatchObject({ code: 2, said: expect.stringContaining('--colour') });
});
