import type { Logger } from 'pino';
import { type Docket, emptyDocket } from './arbiter/docket.ts';
import { type Seated, seatArbiter } from './arbiter/seat.ts';
import type { Audit } from './audit/index.ts';
import type { Databases } from './databases.ts';
import { EmergenciesFollowed, PatientNumbers } from './emergencies/index.ts';
import { Escalations } from './escalation/follow-calls.ts';
import { OpeningsFollowed } from './openings/index.ts';
import { PatientsFollowed } from './patients/follow-patients.ts';
import { type Directory, type DirectoryParts, followDirectory } from './sessions/directory.ts';
import type { Sessions } from './sessions/sessions.ts';

interface Clocked {
  readonly now: () => number;
  readonly log: Logger;
}

export interface FollowersParts extends Clocked {
  readonly databases: Databases;
  readonly sessions: Sessions;
  readonly audit: Audit;
}

/** What the server does by itself about what people write. */
export interface Followers {
  /** What the arbiter has heard of rooms and stays. */
  docket(): Docket;
  close(): Promise<void>;
}

/**
 * Answers claims on beds, shares patients with the wards they come to, lends files in emergencies, keeps who opened whose file, and passes
 * on calls that nobody accepts. Each follows its databases, where the server serves them.
 */
export async function followAll({ databases, sessions, audit, now, log }: FollowersParts): Promise<Followers> {
  const arbiter = arbiterOf(databases, { now, log });
  const patients = patientsOf(databases, { now, log });
  const emergencies = emergenciesOf(databases, { sessions, log });
  const openings = await openingsOf(databases, { sessions, audit, log });
  const escalations = escalationsOf(databases, { now, log });
  return {
    docket: () => arbiter?.docket() ?? emptyDocket,
    async close() {
      await arbiter?.stop();
      await patients?.close();
      await openings?.close();
      emergencies?.close();
      await escalations?.close();
    },
  };
}

/** A server of other kinds of data may have no staff directory: accounts are then as an administrator makes them. */
export async function directoryOf(databases: Databases, parts: Omit<DirectoryParts, 'staff'>): Promise<Directory> {
  const staff = databases.get('staff')?.database;
  return staff
    ? followDirectory({ staff, ...parts })
    : { has: () => false, placeOf: () => Promise.resolve(undefined), close: () => Promise.resolve() };
}

/** Patients by their number; absent where there are none to find. */
export function numbersOf(databases: Databases, log: Logger): PatientNumbers | undefined {
  const patients = databases.get('patients');
  return patients && new PatientNumbers(patients, log);
}

function arbiterOf(databases: Databases, { now, log }: Clocked): Seated | undefined {
  const [rooms, stays] = [databases.get('rooms'), databases.get('stays')];
  return rooms && stays && seatArbiter({ rooms, stays, now, log });
}

function patientsOf(databases: Databases, { now, log }: Clocked): PatientsFollowed | undefined {
  const [patients, records, stays] = [databases.get('patients'), databases.get('records'), databases.get('stays')];
  return patients && records && stays && new PatientsFollowed({ patients, records, stays, now, log });
}

function emergenciesOf(
  databases: Databases,
  parts: Pick<FollowersParts, 'sessions' | 'log'>,
): EmergenciesFollowed | undefined {
  const emergencies = databases.get('emergencies');
  return emergencies && new EmergenciesFollowed({ emergencies, ...parts });
}

async function openingsOf(
  databases: Databases,
  parts: Pick<FollowersParts, 'sessions' | 'audit' | 'log'>,
): Promise<OpeningsFollowed | undefined> {
  const openings = databases.get('openings');
  const followed = openings && new OpeningsFollowed({ openings, ...parts });
  await followed?.begin();
  return followed;
}

function escalationsOf(databases: Databases, { now, log }: Clocked): Escalations | undefined {
  const [calls, wards] = [databases.get('calls'), databases.get('wards')];
  return calls && wards && new Escalations({ calls, wards, now, log });
}
