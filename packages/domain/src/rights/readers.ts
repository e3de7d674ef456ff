import type { AggregateName } from '../aggregates.ts';
import type { Right } from './rights.ts';
import type { ActingRole } from './roles.ts';
import { serverRights } from './server-acts.ts';

const staffOfTheHouse = {
  nurse: 'yes',
  headNurse: 'yes',
  doctor: 'yes',
  headDoctor: 'yes',
  pharmacist: 'yes',
  hr: 'yes',
  admin: 'yes',
} as const;

/** Who may be given the documents of each aggregate. What `scopes` and the place of a session amount to, said per role (R5). */
export const readers: Readonly<Record<AggregateName, Readonly<Partial<Record<ActingRole, Right>>>>> = {
  staff: staffOfTheHouse,
  rooms: { ...serverRights.workAtWard, ...serverRights.workAtDesk },
  patients: serverRights.workAtWard,
  stays: serverRights.workAtWard,
  calls: serverRights.workAtWard,
  records: serverRights.workAtWard,
  handovers: serverRights.workAtWard,
  /** Told by the server, by `seeReaders`. */
  openings: { server: 'yes' },
  emergencies: { nurse: 'own', headNurse: 'ownOrWard', doctor: 'own', headDoctor: 'ownOrWard', admin: 'yes' },
  wards: serverRights.workAtWard,
};
