import { type GrantKeys, type Prover, type SignInAnswer, serverDoor } from '@healthcare/replica';
import type { Gate, GateAnswer } from '../state/index.ts';
import type { Surroundings } from './surroundings.ts';

/** What the server's door needs of this workstation. */
export interface GateParts {
  readonly around: Pick<Surroundings, 'serverUrl' | 'secret'>;
  /** As they are now: a workstation can be given other wards. */
  readonly settings: () => Surroundings['settings'];
  /** What proves which workstation this is. */
  readonly prover: Prover;
  /** What will sign in the name of whoever comes in. */
  readonly keys: GrantKeys;
  /** Told every problem that the server has answered with. */
  readonly refused: (code: string) => void;
  /** Told the number that somebody has typed. */
  readonly tried: (login: string) => void;
}

/** The server's door, for this workstation. */
export function gateOf({ around: { serverUrl, secret }, settings, prover, keys, refused, tried }: GateParts): Gate {
  const workstationNow = () => {
    const { kind, wardId } = settings();
    return { secret, kind, ...(wardId === null ? {} : { wardId }) };
  };
  const door = serverDoor({ serverUrl, prover }, keys);
  const answered = <Answer>(given: SignInAnswer<Answer>): GateAnswer<Answer> => {
    const answer = asAnswer(given);
    if (!answer.ok) refused(answer.code);
    return answer;
  };
  return {
    async begin(asked) {
      tried(asked.user);
      return answered(await door.begin({ ...asked, workstation: workstationNow() }));
    },
    resend: async (attempt) => answered(await door.resend(attempt)),
    prove: async (attempt, given) => answered(await door.finish(attempt, given)),
    offerTotp: async (attempt) => answered(await door.offerTotp(attempt)),
    bindTotp: async (attempt, code) => answered(await door.bindTotp(attempt, code)),
    offerPasskey: async (attempt) => answered(await door.offerPasskey(attempt)),
    bindPasskey: async (attempt, name, response) => answered(await door.bindPasskey(attempt, name, response)),
    askReset: async (user) => answered(await door.askReset(user)),
    choosePassword: async (link, password) => answered(await door.choosePassword(link, password)),
  };
}

function asAnswer<Answer>(given: SignInAnswer<Answer>): GateAnswer<Answer> {
  if (given.ok) return given;
  if (given.problem === 'unreachable') return { ok: false, code: 'unreachable' };
  const { code, about, retryAfter } = given.problem;
  return { ok: false, code, ...(about !== undefined && { about }), ...(retryAfter !== undefined && { retryAfter }) };
}
