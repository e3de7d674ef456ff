import { addWords } from '@healthcare/ui';
import { accessWords } from '../access/index.ts';
import { accountWords } from '../account/index.ts';
import { auditWords } from '../audit/index.ts';
import { bedsWords } from '../beds/index.ts';
import { callsWords } from '../calls/index.ts';
import { disputesWords } from '../disputes/index.ts';
import { downtimeWords } from '../downtime/index.ts';
import { enrolmentWords } from '../enrolment/index.ts';
import { handoverWords } from '../handover/index.ts';
import { leadWords } from '../lead/index.ts';
import { mailWords } from '../mail/index.ts';
import { fileWords } from '../patient-file/index.ts';
import { patientsWords } from '../patients/index.ts';
import { recordsWords } from '../records/index.ts';
import { refusalsWords } from '../refusals/index.ts';
import { rightsWords } from '../rights/index.ts';
import { roomsWords } from '../rooms/index.ts';
import { searchWords } from '../search/index.ts';
import { sessionWords } from '../session/index.ts';
import { settingsWords } from '../settings/index.ts';
import { staffWords } from '../staff/index.ts';
import { syncWords } from '../sync/index.ts';
import { unlockWords } from '../unlock/index.ts';
import { wardsWords } from '../wards/index.ts';
import { workstationsWords } from '../workstations/index.ts';
import { adminWords } from './admin/words.ts';

/** Every namespace of the features with its words in every language. */
export const allWords = {
  access: accessWords,
  account: accountWords,
  admin: adminWords,
  audit: auditWords,
  beds: bedsWords,
  calls: callsWords,
  disputes: disputesWords,
  downtime: downtimeWords,
  handover: handoverWords,
  lead: leadWords,
  mail: mailWords,
  file: fileWords,
  patients: patientsWords,
  records: recordsWords,
  enrolment: enrolmentWords,
  refusals: refusalsWords,
  rights: rightsWords,
  rooms: roomsWords,
  search: searchWords,
  session: sessionWords,
  settings: settingsWords,
  staff: staffWords,
  sync: syncWords,
  unlock: unlockWords,
  wards: wardsWords,
  workstations: workstationsWords,
} as const;

/** Has to run once, after the language engine has started and before the first screen. */
export function addAllWords(): void {
  for (const [namespace, words] of Object.entries(allWords)) addWords(namespace, words);
}
