import { isSignedIn, signIn } from '@healthcare/replica';
import type { Gate } from '../state/index.ts';
import type { Surroundings } from './surroundings.ts';

/** The server's door, for this workstation. `tried` is told the number that somebody has typed. */
export function gateOf({ serverUrl, settings, secret }: Surroundings, tried: (login: string) => void): Gate {
  const { kind, wardId } = settings;
  const workstation = { secret, kind, ...(wardId === null ? {} : { wardId }) };
  return {
    async signIn(asked) {
      tried(asked.user);
      const answer = await signIn(serverUrl, { ...asked, workstation });
      if (answer === 'unreachable') return { ok: false, code: 'unreachable' };
      return isSignedIn(answer) ? { ok: true, signedIn: answer } : { ok: false, code: answer.code };
    },
  };
}
