import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Config } from '../config/config.ts';
import { KEY_BYTES, secretFileFor, secretIn } from './secret-file.ts';

/** What a key is for. Each purpose has a key of its own, so what was sealed for one opens for no other. */
export type Purpose =
  | 'totp-secret'
  | 'mail-address'
  | 'signing-key'
  | 'workstation-data'
  | 'code-hash'
  | 'enrolment-code'
  | 'recovery-code'
  | 'audit-head'
  | 'outbox';

/** What belongs to a key that is not in the database. */
export interface Secrets {
  /** Sealed text. `about` names what it belongs to (an account, a document): it opens only where the same is named. */
  seal(purpose: Purpose, text: string, about: string): string;
  /** Undefined when it was sealed for another purpose, belongs to something else, or has been altered. */
  open(purpose: Purpose, sealed: string, about: string): string | undefined;
  /** 32 bytes, the same at every start. For keyed hashes of what is short enough to be guessed. */
  keyFor(purpose: Purpose): Buffer;
}

/** Opens the secret file of this server, or makes it at the first start. Throws `SecretFileProblem`. */
export function openSecrets(config: Pick<Config, 'data' | 'secretFile'>): Secrets {
  return secretsFrom(secretIn(secretFileFor(config), config.data));
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Of the format: another way of sealing gets another letter. */
const FORM = 'a';

export function secretsFrom(secret: Uint8Array): Secrets {
  const keys = new Map<string, Buffer>();
  const derived = (label: string): Buffer => {
    const known = keys.get(label);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', secret, 'healthcare-server', label, KEY_BYTES));
    keys.set(label, key);
    return key;
  };
  /** Never the key that `keyFor` gives away for the same purpose. */
  const sealingKey = (purpose: Purpose) => derived(`seal ${purpose}`);
  return {
    keyFor: (purpose) => derived(`hash ${purpose}`),
    seal(purpose, text, about) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealingKey(purpose), nonce).setAAD(Buffer.from(about));
      const body = [cipher.update(text, 'utf8'), cipher.final()];
      return FORM + Buffer.concat([nonce, ...body, cipher.getAuthTag()]).toString('base64url');
    },
    open(purpose, sealed, about) {
      const bytes = Buffer.from(sealed.slice(1), 'base64url');
      if (!sealed.startsWith(FORM) || bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', sealingKey(purpose), bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const text = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
        return Buffer.concat(text).toString('utf8');
      } catch {
        return undefined; // the tag does not fit: OpenSSL says no more than that
      }
    },
  };
}
