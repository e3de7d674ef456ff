// A workstation as a process of its own, for what it needs of memory. Says on its channel what it has done, as JSON.
// `add <server> <line to it> <folder> <path>` adds the file and waits until it is sent; `fetch <server> <line> <folder> <id>` reads it.
import { createHash } from 'node:crypto';
import { createReadStream, openAsBlob } from 'node:fs';
import { FileNotOpened, type Files } from '@healthcare/replica';
import { filter, firstValueFrom } from 'rxjs';
import { levelFiles } from './level-files.ts';
import { terminal as terminalOf } from './small-ward.ts';

const [act = '', url = '', serverUrl = '', folder = '', what = ''] = process.argv.slice(2);
const terminal = await terminalOf({ server: { url } }, act, { serverUrl, files: levelFiles(folder) });
const { files } = terminal.replica;
if (!files) throw new Error('no files');
await terminal.signIn('salma');
const done = act === 'add' ? await added(files) : await fetched(files);
const asked = new Promise<void>((end) => process.on('message', (message) => message === 'end' && end()));
process.send?.(done);
await asked;
await terminal.close();
process.disconnect?.();

async function added(here: Files): Promise<object> {
  const blob = await openAsBlob(what, { type: 'video/mp4' });
  const answer = await here.add(blob, { wardId: '4B', name: 'ultrasound.mp4' });
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  await firstValueFrom(here.states.pipe(filter((all) => all.get(answer.id)?.phase === 'sent')));
  const hash = createHash('sha256');
  for await (const part of createReadStream(what)) hash.update(part);
  return { id: answer.id, sha256: hash.digest('hex') };
}

/** Chunks that have come stay: each try gets further. */
async function fetched(here: Files): Promise<object> {
  await firstValueFrom(terminal.replica.shelves.records.watchOne(what).pipe(filter((record) => record !== undefined)));
  for (;;) {
    const hash = createHash('sha256');
    try {
      for await (const chunk of here.chunks(what)) hash.update(chunk);
      return { id: what, sha256: hash.digest('hex') };
    } catch (error) {
      if (!(error instanceof FileNotOpened) || error.trouble !== 'unreachable') throw error;
    }
  }
}
