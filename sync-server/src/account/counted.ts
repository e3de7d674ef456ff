import type { Failures } from '../factors/index.ts';
import { RequestProblem } from '../http/problems.ts';

/** The password as it is asked for within a session: a stranger who guesses at the sign-in cannot lock it. */
export const PROOF_PASSWORD = 'proof-password';

/** Looks whether something holds, under the counter of its factor. Throws where it may not be tried now. */
export async function counted<Result>(
  failures: Failures,
  user: string,
  factor: string,
  holds: () => Promise<Result>,
): Promise<Result> {
  const turn = await failures.begin(user, factor);
  if (turn === 'locked') throw new RequestProblem('factor/locked');
  if (turn !== 'now')
    throw new RequestProblem('request/too-many', { retryAfter: Math.max(1, Math.ceil(turn.waitMs / 1000)) });
  const result = await holds();
  if (result) await failures.forget(user, factor);
  return result;
}
