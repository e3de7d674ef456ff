import { WireFailure } from '../core/index.ts';
import { type Address, requested, responseTo } from '../wire/request.ts';
import type { Bytes } from './seal.ts';

/** The server's chunks. Rejects with a `WireFailure` when there is no answer to use; its code is that of the problem document. */
export interface FileWire {
  /** Which of a file's chunks the server lacks, in order. */
  missing(file: string, count: number): Promise<readonly number[]>;
  send(file: string, index: number, bytes: Bytes, stop: AbortSignal): Promise<void>;
  fetch(file: string, index: number, stop: AbortSignal): Promise<Bytes>;
}

/** 4 MiB on a bad line; a dead line is noticed by the socket long before (ms). */
const CHUNK_TIMEOUT_MS = 60_000;

export function fileWire(address: Address, at = '/db/files'): FileWire {
  const path = (file: string, index: number) => `${at}/${encodeURIComponent(`${file}:${index}`)}/chunk`;
  const within = (stop: AbortSignal) => AbortSignal.any([stop, AbortSignal.timeout(CHUNK_TIMEOUT_MS)]);
  return {
    async missing(file, count) {
      const keys = Array.from({ length: count }, (_, index) => `${file}:${index}`);
      const answer = await requested(address, `${at}/_all_docs`, { method: 'POST', body: { keys } });
      return keys.flatMap((key, index) => (presentIn(answer, key) ? [] : [index]));
    },
    async send(file, index, bytes, stop) {
      const headers = { 'content-type': 'application/octet-stream' };
      await responseTo(address, path(file, index), { method: 'PUT', body: bytes, headers, signal: within(stop) });
    },
    async fetch(file, index, stop) {
      const response = await responseTo(address, path(file, index), { signal: within(stop) });
      try {
        return new Uint8Array(await response.arrayBuffer());
      } catch (cause) {
        throw new WireFailure('unreachable', cause instanceof Error ? cause.name : 'body'); // Broken off in the middle.
      }
    },
  };
}

/** The way of a workstation that is taken away: without a session, by its key; it is given nothing back. */
export function handInFileWire(address: Address): Pick<FileWire, 'missing' | 'send'> {
  return fileWire({ ...address, token: () => undefined }, '/api/workstation/hand-in/files');
}

function presentIn(answer: unknown, key: string): boolean {
  const rows = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'rows') : undefined;
  if (!Array.isArray(rows)) throw new WireFailure('server', 'wrong-answer/rows');
  return rows.some((row: unknown) => typeof row === 'object' && row !== null && Reflect.get(row, 'id') === key);
}
