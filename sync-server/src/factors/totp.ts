import { generateSecret, generateURI, verifySync } from 'otplib';
import { sixDigits } from './digits.ts';

/** RFC 6238 as every authenticator app has it: SHA-1, six digits, thirty seconds. */
export const STEP_SECONDS = 30;

/** 160 bits in base32. */
export function newTotpSecret(): string {
  return generateSecret({ length: 20 });
}

/** What the QR code says. `account` stands under the code in the app: no name, a phone is often shown to others. */
export function totpUri(issuer: string, account: string, secret: string): string {
  return generateURI({ issuer, label: account, secret });
}

/**
 * The time step whose code this is, if that is the present one or a neighbour of it by the server's clock, and later than the last one
 * that was accepted: a code counts once, and so does every earlier one.
 */
export function stepOfCode(
  typed: string,
  { secret, nowMs, lastStep }: { readonly secret: string; readonly nowMs: number; readonly lastStep: number },
): number | undefined {
  const token = sixDigits(typed);
  const epoch = Math.floor(nowMs / 1000);
  if (token === undefined || lastStep > Math.floor(epoch / STEP_SECONDS)) return undefined;
  const result = verifySync({
    secret,
    token,
    epoch,
    period: STEP_SECONDS,
    epochTolerance: STEP_SECONDS,
    afterTimeStep: lastStep,
  });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
}
