import type { RefusalCode } from './codes.ts';

/** The signature is not of whoever is named. */
const forged: ReadonlySet<string> = new Set<RefusalCode>(['entry/unsigned', 'entry/signature-wrong']);
const unproven: ReadonlySet<string> = new Set<RefusalCode>(['grant/unknown', 'grant/other-workstation']);

/** G1: kept beside what its author may yet hand in under the same id. */
export function isForged(code: string): boolean {
  return forged.has(code);
}

/** Nobody is known to have made it, so the verdict is none on an entry that comes under the same id and is proven. */
export function isUnproven(code: string): boolean {
  return forged.has(code) || unproven.has(code);
}
