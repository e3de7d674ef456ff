import { createContext, useContext } from 'react';
import type { Answered } from '../state/index.ts';

/** Code of an act that was not done because the person did not want to show again who they are. */
export const NOT_PROVEN = 'not-proven';

/**
 * Does an act that may need a fresh proof: where the server asks for one, the person is asked first, and then it is done. `password`: typed
 * for the act already, so that it need not be typed twice.
 */
export type Prove = <Value>(
  act: () => Promise<Answered<Value>>,
  already?: { readonly password: string },
) => Promise<Answered<Value>>;

export const ProveContext = createContext<Prove | null>(null);

export function useProve(): Prove {
  const prove = useContext(ProveContext);
  if (!prove) throw new Error('no proof: the screen stands outside of <ProofGate>');
  return prove;
}
