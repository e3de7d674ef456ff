import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Secrets } from '../secrets/index.ts';
import { isMissing, openDatabase, type Pouch, type Stored } from '../store/database.ts';

interface KeptKey extends Stored {
  /** PKCS #8, sealed with what is not in the database. */
  readonly sealed: string;
  /** When it was made; wall ms. */
  readonly sinceMs: number;
}

export interface ServerKey {
  readonly key: KeyObject;
  /** Since when this server has one, and asks for signatures; wall ms. */
  readonly sinceMs: number;
}

/** The key is there and cannot be opened: what this server has signed could not be told from a forgery any more. */
export class ServerKeyLost extends Error {
  override readonly name = 'ServerKeyLost';
  constructor() {
    super('the signing key of the server does not open: the secret file is not the one it was sealed with');
  }
}

const ID = 'ed25519';

/** The server's own signing key (Ed25519). Made at the first start, and the same ever after. Throws `ServerKeyLost`. */
export async function openServerKey(pouch: Pouch, secrets: Secrets): Promise<ServerKey> {
  const database = openDatabase<KeptKey>(pouch, 'server-key');
  try {
    const kept = await database.get(ID).catch(ifMissing);
    if (!kept) return await made(database, secrets);
    const text = secrets.open('signing-key', kept.sealed, ID);
    if (text === undefined) throw new ServerKeyLost();
    const key = createPrivateKey({ key: Buffer.from(text, 'base64url'), format: 'der', type: 'pkcs8' });
    return { key, sinceMs: kept.sinceMs };
  } finally {
    await database.close();
  }
}

async function made(database: ReturnType<typeof openDatabase<KeptKey>>, secrets: Secrets): Promise<ServerKey> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const text = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url');
  const sinceMs = Date.now();
  await database.put({ _id: ID, sealed: secrets.seal('signing-key', text, ID), sinceMs });
  return { key: privateKey, sinceMs };
}

function ifMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}
