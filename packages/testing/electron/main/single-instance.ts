import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { userData } from './profile-paths.ts';

/** Settled once a running first instance has been told; a second one must not exit earlier. */
export let firstInstanceTold: Promise<void> = Promise.resolve();

/** `false` when another living process holds this profile; that process then hears of our arguments. */
export function takeSingleInstanceLock(onSecond: (argv: readonly string[]) => void): boolean {
  const lock = join(userData, 'electron-double.lock');
  const address = `${lock}.sock`;
  const owner = ownerOf(lock);
  if (owner !== undefined && owner !== process.pid && isAlive(owner)) {
    firstInstanceTold = new Promise((ok) => {
      const socket = connect(address);
      socket.on('close', () => ok()).on('error', () => ok());
      socket.end(JSON.stringify(process.argv));
    });
    return false;
  }
  writeFileSync(lock, String(process.pid));
  rmSync(address, { force: true });
  createServer((socket) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
    });
    socket.on('end', () => {
      socket.end();
      onSecond(JSON.parse(text) as readonly string[]);
    });
  })
    .listen(address)
    .unref();
  return true;
}

function ownerOf(lock: string): number | undefined {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return undefined; // no lock file: nobody is there
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // signal 0 fails only when there is no such process
  }
}
