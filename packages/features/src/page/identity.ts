import {
  type EnrolmentDoor,
  enrolmentDoor,
  grantKeysIn,
  idbKeys,
  keysInMemory,
  type Prover,
  workstationIdFrom,
  workstationProver,
} from '@healthcare/replica';
import program from '../../package.json' with { type: 'json' };
import type { App } from './app.ts';
import type { Surroundings } from './surroundings.ts';

/** Which workstation this is, and what proves it. */
export interface Identity {
  readonly workstation: string;
  readonly prover: Prover;
  /** To the server, before anybody has signed in. */
  readonly door: EnrolmentDoor;
  /** Of this program. */
  readonly version: string;
}

export async function identityOf({ kind }: Pick<App, 'kind'>, around: Surroundings): Promise<Identity> {
  const workstation = await workstationIdFrom(around.secret);
  // On a disk that keeps nothing the key is another at each start, and an administrator's code is needed each time.
  const keys = grantKeysIn(await idbKeys(identityName(kind)).catch(() => keysInMemory()));
  const prover = await workstationProver(keys, workstation);
  const { serverUrl } = around;
  return { workstation, prover, door: enrolmentDoor({ serverUrl, prover }), version: program.version };
}

/** The database of the workstation's key: the last thing that goes when it is taken away. */
export function identityName(kind: App['kind']): string {
  return `${kind}-identity`;
}
