/// <reference lib="webworker" />
// Holds the reserve's file open: only a worker can write to one and cut it at once, without the browser's own books.
import { Reserve, type ReserveFile } from './reserve.ts';
import type { Look, Looked } from './space-here.ts';

/** A quiet page looks by itself: the browser keeps its books, too, now and then (ms). */
const EVERY_MS = 5000;
/** Written at a time; random, so that a disk that compresses has to keep it (bytes; no more can be drawn at once). */
const PART = crypto.getRandomValues(new Uint8Array(2 ** 16));

const scope = self as unknown as DedicatedWorkerGlobalScope;
let opening: Promise<Reserve | undefined> | undefined;

scope.onmessage = ({ data: { id, name, bytes } }: MessageEvent<Look>) => {
  opening ??= open(name);
  void opening.then((reserve) => told({ id, space: reserve?.look(bytes) ?? 'enough' }));
};

async function open(name: string): Promise<Reserve | undefined> {
  try {
    const place = await navigator.storage.getDirectory();
    const file = await place.getFileHandle(name, { create: true });
    const reserve = new Reserve(fileOn(await file.createSyncAccessHandle()), () => performance.now());
    setInterval(() => told({ space: reserve.look() }), EVERY_MS);
    return reserve;
  } catch (trouble) {
    console.warn('no reserve is kept on this disk', trouble); // A browser without such files, or a disk that was full before the first start.
    return undefined;
  }
}

function told(looked: Looked): void {
  scope.postMessage(looked);
}

function fileOn(handle: FileSystemSyncAccessHandle): ReserveFile {
  return {
    get bytes() {
      return handle.getSize();
    },
    write(bytes) {
      try {
        for (let left = bytes; left > 0; ) {
          const part = PART.subarray(0, Math.min(left, PART.length));
          const written = handle.write(part, { at: handle.getSize() });
          if (written < part.length) return false;
          left -= written;
        }
        return true;
      } catch {
        return false; // QuotaExceededError
      }
    },
    cutTo(bytes) {
      handle.truncate(bytes);
    },
  };
}
