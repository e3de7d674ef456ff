import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** One code as it is kept; the code itself is shown once and kept by nobody. */
export interface RecoveryCode {
  readonly hash: string;
  /** ISO 8601 instant; absent while it can be used. */
  readonly usedAt?: string;
}

const HOW_MANY = 10;
/** Crockford's: no letter that is taken for a digit when it is read from paper. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** Five bits each: 80 bits, so that not even a stolen database with the key makes guessing worth while. */
const LENGTH = 16;

/** As they are shown: `k7mp-2qxr-94ht-vw3c`. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: HOW_MANY }, () => {
    const letters = [...randomBytes(LENGTH)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
    return letters.replace(/(.{4})(?!$)/g, '$1-');
  });
}

/** A keyed hash: without the server's secret nobody can try codes against a stolen database. */
export function recoveryCodeHash(key: Buffer, user: string, code: string): string {
  return createHmac('sha256', key)
    .update(`${user}\n${plainForm(code)}`)
    .digest('base64url');
}

/** The codes with this one used up; undefined when it is none of them or was used before. */
export function withCodeUsed(
  codes: readonly RecoveryCode[],
  hash: string,
  usedAt: string,
): readonly RecoveryCode[] | undefined {
  const at = codes.findIndex((code) => code.usedAt === undefined && same(code.hash, hash));
  return at < 0 ? undefined : codes.map((code, index) => (index === at ? { ...code, usedAt } : code));
}

export function codesLeft(codes: readonly RecoveryCode[]): number {
  return codes.filter(({ usedAt }) => usedAt === undefined).length;
}

/** What was read from paper: O is 0, I and L are 1, in any case, with and without dashes. */
function plainForm(typed: string): string {
  return typed.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
