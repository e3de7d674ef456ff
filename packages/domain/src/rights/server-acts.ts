import type { Right, Rights } from './rights.ts';
import { type Role, roles } from './roles.ts';

type Row = Readonly<Partial<Record<Role, Right>>>;

function forEverybody(right: Right): Readonly<Record<Role, Right>> {
  return Object.fromEntries(roles.map((role) => [role, right])) as Record<Role, Right>;
}

const everybody = forEverybody('yes');
const own = forEverybody('own');
const administrators = { admin: 'yes' } as const satisfies Row;
const handling = { ...own, headNurse: 'ownOrWard', headDoctor: 'ownOrWard', admin: 'yes' } as const satisfies Row;

/** At a terminal of that ward; an administrator may sit down at any, human resources at none. */
const whoeverWorksThere = {
  nurse: 'ward',
  headNurse: 'ward',
  doctor: 'ward',
  headDoctor: 'ward',
  pharmacist: 'ward',
  admin: 'yes',
} as const satisfies Row;

/** What the server can be asked for beside reading documents and making entries (R2). */
export const serverRights = {
  /** Open to whoever has no session yet; see `openToStrangers`. */
  signIn: everybody,
  lookAtServer: everybody,
  workAtWard: whoeverWorksThere,
  workAtDesk: { hr: 'yes', admin: 'yes' },
  ownSession: own,
  ownSessions: own,
  ownFactors: own,
  ownPassword: own,
  ownAddress: own,
  proveAgain: own,
  seeSessionsOfOthers: administrators,
  endSessionsOfOthers: administrators,
  resetFactorsOfOthers: administrators,
  assignAccounts: administrators,
  seeAccounts: administrators,
  openAccounts: administrators,
  setAddressOfOthers: administrators,
  /** The number that a scanner reads, and by which its person is chosen and signs in. */
  setBadgeOfOthers: administrators,
  seeMail: administrators,
  handleMail: administrators,
  seeConnections: administrators,
  /** Beds of every ward in numbers, naming nobody: for whoever looks for a bed. */
  seeWardCounts: { nurse: 'yes', headNurse: 'yes', doctor: 'yes', headDoctor: 'yes', admin: 'yes' },
  /** Open to whoever has no session yet: a code, or the workstation's key, opens it. */
  enrol: everybody,
  /** The same: how a workstation stands, and handing in what is unsent when it is taken away. */
  standAsWorkstation: everybody,
  seeWorkstations: administrators,
  enrolWorkstations: administrators,
  revokeWorkstations: administrators,
  seeFactorPolicy: administrators,
  changeFactorPolicy: administrators,
  /** `own`: whose entry was refused. `ward`: the ward of its document (F2). */
  seeRefusals: handling,
  handleRefusals: handling,
  seeAudit: administrators,
  exportAudit: administrators,
  verifyAudit: administrators,
  /** Who has opened the file of the person who asks. */
  seeOwnReaders: own,
  /** Who has opened the file of a patient. `ward`: a ward that has the patient. */
  seeReaders: { headNurse: 'ward', headDoctor: 'ward', admin: 'yes' },
  /** The file of one patient, by an emergency access that one has asked for oneself. */
  openInEmergency: { nurse: 'own', headNurse: 'own', doctor: 'own', headDoctor: 'own' },
  /** Within the rows for reading and for entries: these open the door, those say to what. */
  readDocuments: everybody,
  writeEntries: everybody,
  exchangeFiles: everybody,
  keepDatabases: administrators,
} as const satisfies Rights;
export type ServerAct = keyof typeof serverRights;

/** The acts that need no session: whoever does them is nobody yet. */
export const openToStrangers: readonly ServerAct[] = ['signIn', 'lookAtServer', 'enrol', 'standAsWorkstation'];

export function isServerAct(name: string): name is ServerAct {
  return Object.hasOwn(serverRights, name);
}
