import { createHmac } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/**
 * Codes are kept as a slow hash under a key that is not in the database: a million possibilities are nothing to somebody who has both.
 * Checking one costs as much as checking a password, also where there is nothing to compare with.
 */
export interface CodeHashes {
  /** `about`: what the code is for; it counts for nothing else. */
  of(about: string, code: string): Promise<string>;
  isRight(about: string, code: string, expected: string | undefined): Promise<boolean>;
}

export function codeHashes(
  key: Buffer,
  cost: Parameters<typeof hash>[1],
  inTurn: <R>(work: () => Promise<R>) => Promise<R>,
): CodeHashes {
  const keyed = (about: string, code: string): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([about, code]))
      .digest('base64url');
  const nothing = hash('nothing', cost);
  return {
    of: (about, code) => inTurn(() => hash(keyed(about, code), cost)),
    async isRight(about, code, expected) {
      const against = expected ?? (await nothing);
      return (await inTurn(() => verify(against, keyed(about, code)))) && expected !== undefined;
    },
  };
}
