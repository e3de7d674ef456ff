import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Secrets } from '../secrets/index.ts';
import type { Head } from './chain.ts';

const SignedHead = z.strictObject({
  seq: z.number().int().min(1),
  hash: z.string().length(64),
  at: z.iso.datetime(),
  signature: z.string(),
});
export type SignedHead = Readonly<z.infer<typeof SignedHead>>;

/** What RFC 8410 puts before the 32 bytes of an Ed25519 key. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A4: the key follows from the server's secret, which is not in the data folder. */
export function headKey(secrets: Secrets): KeyObject {
  const key = Buffer.concat([PKCS8, secrets.keyFor('audit-head')]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

const fileIn = (folder: string): string => join(folder, 'heads');

export function signHead(folder: string, key: KeyObject, { seq, hash }: Head, at: string): SignedHead {
  const signature = sign(null, saidOf({ seq, hash, at }), key).toString('base64url');
  const head = { seq, hash, at, signature };
  appendFileSync(fileIn(folder), `${JSON.stringify(head)}\n`, { mode: 0o600, flush: true });
  return head;
}

/** The heads that were signed, and the lines of the file that are none of ours. */
export function headsIn(
  folder: string,
  key: KeyObject,
): { readonly heads: readonly SignedHead[]; readonly forged: readonly number[] } {
  const lines = existsSync(fileIn(folder)) ? readFileSync(fileIn(folder), 'utf8').split('\n').filter(Boolean) : [];
  const read = lines.map((line) => genuine(line, createPublicKey(key)));
  return {
    heads: read.filter((head) => head !== undefined),
    forged: read.flatMap((head, at) => (head ? [] : [at + 1])),
  };
}

function genuine(line: string, key: KeyObject): SignedHead | undefined {
  try {
    const head = SignedHead.parse(JSON.parse(line));
    return verify(null, saidOf(head), key, Buffer.from(head.signature, 'base64url')) ? head : undefined;
  } catch {
    return undefined; // no line of ours: the caller says which
  }
}

function saidOf({ seq, hash, at }: Omit<SignedHead, 'signature'>): Buffer {
  return Buffer.from(`healthcare-audit-head-1 ${seq} ${hash} ${at}`);
}
