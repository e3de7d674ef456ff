import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { breakingLink } from './breaking-link.ts';
import { smallWard } from './small-ward.ts';

/** What it took to bring a file from one workstation to another over a line that breaks. Peaks in bytes, as `tell-peak.ts` counts them. */
export interface LargeFileFigures {
  /** Of the file as it was added, and as it came out. */
  readonly sha256: readonly [added: string, fetched: string];
  readonly breaks: number;
  /** Requests that carried a chunk to the server; those that broke off count. */
  readonly puts: number;
  readonly peakBytes: { readonly sender: number; readonly server: number; readonly receiver: number };
}

interface Told {
  readonly id: string;
  readonly sha256: string;
  readonly peakBytes: number;
}

/** Its garbage is bounded as a page's and the server's is, so that what counts is what the program holds. */
const execArgv = [
  '--max-semi-space-size=2',
  '--heap-growing-percent=60',
  '--no-warnings',
  '--import',
  new URL('./tell-peak.ts', import.meta.url).href,
];
/** Node's threads share one heap of the C library: what each keeps back of its own is not the program's need, and no page's. */
const oneHeap = { MALLOC_ARENA_MAX: '1' };
const client = join(import.meta.dirname, 'large-file-client.ts');

/** Server, sender and receiver are processes of their own. */
export async function largeFileOver(bytes: number, everyBytes: number): Promise<LargeFileFigures> {
  const ward = await smallWard();
  const link = await breakingLink(ward.server.url, everyBytes);
  const path = join(ward.folder, 'ultrasound.mp4');
  try {
    await writeNoise(path, bytes);
    const run = (act: string, what: string) => told([act, ward.server.url, link.url, ward.folder, what]);
    const sender = await run('add', path);
    const receiver = await run('fetch', sender.id);
    return {
      sha256: [sender.sha256, receiver.sha256],
      breaks: link.breaks,
      puts: link.asked.filter((one) => one.startsWith('PUT ')).length,
      peakBytes: {
        sender: sender.peakBytes,
        server: await ward.server.peakBytes(),
        receiver: receiver.peakBytes,
      },
    };
  } finally {
    await link.close();
    await ward.end();
    await rm(path, { force: true });
  }
}

async function told(args: readonly string[]): Promise<Told> {
  const env = { ...process.env, ...oneHeap };
  const child = fork(client, args, { execArgv, env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  const failed = ended.then(([code]) => Promise.reject(new Error(`the workstation ended with ${code}`)));
  const [done] = await Promise.race([once(child, 'message'), failed]);
  const peak = once(child, 'message');
  child.send('peak');
  const answer = { ...done, ...(await peak)[0] };
  child.send('end');
  failed.catch(() => undefined); // Its later end is awaited here.
  await ended;
  return answer as Told;
}

async function writeNoise(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'w');
  const piece = 1024 * 1024;
  for (let at = 0; at < bytes; at += piece) await file.write(randomBytes(Math.min(piece, bytes - at)));
  await file.close();
}
