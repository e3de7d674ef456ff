import type { FactorBound } from '@healthcare/protocol';
import type { Factors } from './factors.ts';

/** The first factor brings its recovery codes: whoever loses the phone tonight has them. */
export async function boundBy(
  factors: Pick<Factors, 'held' | 'makeRecoveryCodes'>,
  user: string,
): Promise<FactorBound> {
  const { recoveryLeft } = await factors.held(user);
  return recoveryLeft > 0 ? {} : { recoveryCodes: [...(await factors.makeRecoveryCodes(user))] };
}
