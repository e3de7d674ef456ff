import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { type Entry, type EntryPlace, signedText } from '@healthcare/domain';

/** A key as a sign-in makes one, in a test or in a program that speaks to the server by itself. */
export interface Signer {
  /** Base64url, as the server is told it. */
  readonly publicKey: string;
  signed(place: EntryPlace, entry: Entry): Entry;
}

export function newSigner(): Signer {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '',
    signed: (place, entry) => ({
      ...entry,
      sig: sign(null, Buffer.from(signedText(place, entry)), privateKey).toString('base64url'),
    }),
  };
}

const signers = new Map<string, Signer>();

/** The sign-in with this id has this key: what is sent here under it gets its signature on the way. */
export function signsWith(grant: string, signer: Signer): void {
  signers.set(grant, signer);
}

/** Each entry that has no signature, and whose sign-in was made here, signed as one of this document. The same bytes for the same entry. */
export function signedDocument<Document>(db: string, document: Document, id?: string): Document {
  if (!isRecord(document) || !Array.isArray(document.entries)) return document;
  const name = id || document._id;
  if (typeof name !== 'string') return document;
  return { ...document, entries: document.entries.map((entry) => signedEntry({ db, document: name }, entry)) };
}

/** What a request carries, with the signatures that its path asks for. */
export function signedBody(path: string, body: unknown): unknown {
  if (!isRecord(body)) return body;
  const [, area, name = '', id = ''] = path.split('?')[0]?.split('/').map(decodeURIComponent) ?? [];
  if (area === 'db' && Array.isArray(body.docs))
    return { ...body, docs: body.docs.map((document) => signedDocument(name, document)) };
  if (area === 'db') return signedDocument(name, body, id);
  if (name !== 'refusals') return body;
  return { ...body, handling: signedEntry({ db: 'refusals', document: id }, body.handling) };
}

function signedEntry(place: EntryPlace, entry: unknown): unknown {
  if (!isRecord(entry) || 'sig' in entry || !isRecord(entry.by)) return entry;
  return signers.get(String(entry.by.grant))?.signed(place, entry as unknown as Entry) ?? entry;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
