import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;
/** Characters of a line's checksum; a space comes behind it. */
export const digestLength = 16;
/** Bound into every line, so that a line cannot pass for anything else encrypted with the same key. */
const purpose = Buffer.from('healthcare act journal 1');

/** A line whose checksum holds but whose content this key does not open: the wrong key, not a torn write. */
export class ForeignKey extends Error {}

/** One line, without its end: a checksum of the rest, a space, AES-256-GCM of the text as base64. `key` is 32 bytes. */
export function sealedLine(key: Buffer, text: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(purpose);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const sealed = Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
  return `${digest(sealed)} ${sealed}`;
}

/** The text of a line; `null` when the line is damaged. Throws `ForeignKey`. */
export function openedLine(key: Buffer, line: string): string | null {
  const sealed = line.slice(digestLength + 1);
  if (line.slice(0, digestLength + 1) !== `${digest(sealed)} `) return null;
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes)).setAAD(purpose);
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  try {
    return decipher.update(bytes.subarray(ivBytes + tagBytes)).toString('utf8') + decipher.final('utf8');
  } catch {
    throw new ForeignKey('the journal was written with another key'); // GCM says only that it does not fit
  }
}

function digest(sealed: string): string {
  return createHash('sha256').update(sealed).digest('hex').slice(0, digestLength);
}
