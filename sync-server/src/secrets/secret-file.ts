import { createHmac, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The secret file cannot be used. `message` says to an operator what has to be there instead. */
export class SecretFileProblem extends Error {
  override readonly name = 'SecretFileProblem';
  /** The file it is about. */
  readonly file: string;
  constructor(file: string, expected: string) {
    super(expected);
    this.file = file;
  }
}

export const KEY_BYTES = 32;
/** Names the format, so that a later one can be told apart, and nobody takes the file for something else. */
const HEADER = 'healthcare-server-secret-1';
/** In the data folder: tells which secret its contents were sealed with, and gives nothing of it away. */
const MARK = 'sealed-with';

/** Beside the data folder and not in it: whoever copies the folder, for a backup or to steal it, does not have the key. */
export function secretFileFor({ data, secretFile }: { readonly data: string; readonly secretFile: string }): string {
  return resolve(secretFile || `${resolve(data)}.secret`);
}

/**
 * The server's own secret. Made at the first start, readable by this user alone; afterwards it has to be the one that the data folder
 * was sealed with. Throws `SecretFileProblem`.
 */
export function secretIn(file: string, dataFolder: string): Buffer {
  mkdirSync(dataFolder, { recursive: true });
  const mark = join(dataFolder, MARK);
  const known = existsSync(mark) ? readFileSync(mark, 'utf8').trim() : undefined;
  if (!existsSync(file)) {
    if (known !== undefined)
      throw new SecretFileProblem(
        file,
        `the secret file that belongs to this data. It is gone: put it back from its own backup. If it is lost for good, delete ${mark}; ` +
          'the server then makes a new one, and everybody has to set up their second factors again',
      );
    make(file);
  }
  const secret = readSecret(file);
  const found = markOf(secret);
  if (known !== undefined && known !== found)
    throw new SecretFileProblem(file, `the secret file that belongs to the data in ${dataFolder}; this is another one`);
  if (known === undefined) writeFlushed(mark, `${found}\n`);
  return secret;
}

function readSecret(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    // Of the open file, so that it cannot be another one by the time it is read. Windows has no such bits: there the folder's own rights count.
    if (process.platform !== 'win32' && (fstatSync(descriptor).mode & 0o077) !== 0)
      throw new SecretFileProblem(
        file,
        `a file that only the server's user may read; it is open to others (chmod 600)`,
      );
    const [header, text = ''] = readFileSync(descriptor, 'utf8').trim().split(/\s+/);
    const secret = Buffer.from(text, 'base64url');
    if (header !== HEADER || secret.length !== KEY_BYTES)
      throw new SecretFileProblem(file, 'a secret file as the server makes it; this one is damaged or something else');
    return secret;
  } finally {
    closeSync(descriptor);
  }
}

/** Whole or not at all, and never over one that is there. */
function make(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const making = `${file}.${process.pid}-${randomBytes(6).toString('hex')}`;
  try {
    writeFlushed(making, `${HEADER} ${randomBytes(KEY_BYTES).toString('base64url')}\n`);
    linkSync(making, file);
  } finally {
    rmSync(making, { force: true });
  }
  flushFolder(dirname(file));
}

function writeFlushed(file: string, text: string): void {
  const descriptor = openSync(file, 'w', 0o600);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  flushFolder(dirname(file));
}

function flushFolder(folder: string): void {
  if (process.platform === 'win32') return; // a folder cannot be opened there
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function markOf(secret: Buffer): string {
  return createHmac('sha256', secret).update('which secret is this').digest('base64url').slice(0, 22);
}
