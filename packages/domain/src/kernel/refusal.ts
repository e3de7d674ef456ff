import type { RefusalCode } from '../refusals/codes.ts';

/** Why something that was asked for is not done: a value, not an exception. `about` names the thing or field, never a patient. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly about?: string;
}

export function refusal(code: RefusalCode, about?: string): Refusal {
  return about === undefined ? { code } : { code, about };
}
