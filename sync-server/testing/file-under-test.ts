import { createHash, randomBytes } from 'node:crypto';
import { SEAL_BYTES } from '@healthcare/domain/records';
import type { Caller } from './server-under-test.ts';

/** A file as a workstation would have sealed it: to the server its chunks are noise. */
export interface SealedFile {
  readonly id: string;
  readonly chunks: readonly Buffer[];
  readonly facts: Readonly<Record<string, unknown>>;
}

let made = 0;

/** `sizes`: bytes of the file in each chunk; all but the last alike. */
export function sealedFile(sizes: readonly number[], more: Readonly<Record<string, unknown>> = {}): SealedFile {
  made += 1;
  const chunks = sizes.map((bytes) => randomBytes(bytes + SEAL_BYTES));
  return {
    id: `file-${made}`,
    chunks,
    facts: {
      wardId: '4B',
      name: 'scan.png',
      type: 'image/png',
      bytes: sizes.reduce((sum, bytes) => sum + bytes, 0),
      chunkBytes: sizes[0],
      chunks: chunks.map((chunk) => createHash('sha256').update(chunk).digest('base64url')),
      key: 'k'.repeat(43),
      ...more,
    },
  };
}

/** Puts the record of a file in; its chunks are still to come. */
export async function recorded(caller: Caller, { id, facts }: SealedFile): Promise<void> {
  const [answer] = await caller.push([{ _id: id, entries: [caller.entry('fileAdded', facts)] }], 'records');
  if (!answer?.ok || answer.refused?.length !== 0) throw new Error(`not recorded: ${JSON.stringify(answer)}`);
}

/** One request about a chunk. */
export function chunkRequest(
  server: { readonly url: string },
  caller: Caller,
  { id, index = 0, body }: { readonly id: string; readonly index?: number; readonly body?: Uint8Array<ArrayBuffer> },
): Promise<Response> {
  return fetch(`${server.url}/db/files/${encodeURIComponent(`${id}:${index}`)}/chunk`, {
    method: body ? 'PUT' : 'GET',
    headers: { authorization: `Bearer ${caller.token}` },
    ...(body && { body }),
  });
}
