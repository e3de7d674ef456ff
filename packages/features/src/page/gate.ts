import { type GrantKeys, isSignedIn, signIn } from '@healthcare/replica';
import type { Gate } from '../state/index.ts';
import type { Surroundings } from './surroundings.ts';

/** What the server's door needs of this workstation. */
export interface GateParts {
  readonly around: Surroundings;
  /** What will sign in the name of whoever comes in. */
  readonly keys: GrantKeys;
  /** Told the number that somebody has typed. */
  readonly tried: (login: string) => void;
}

/** The server's door, for this workstation. */
export function gateOf({ around: { serverUrl, settings, secret }, keys, tried }: GateParts): Gate {
  const { kind, wardId } = settings;
  const workstation = { secret, kind, ...(wardId === null ? {} : { wardId }) };
  return {
    async signIn(asked) {
      tried(asked.user);
      const answer = await signIn(serverUrl, { ...asked, workstation }, keys);
      if (answer === 'unreachable') return { ok: false, code: 'unreachable' };
      return isSignedIn(answer) ? { ok: true, signedIn: answer } : { ok: false, code: answer.code };
    },
  };
}
