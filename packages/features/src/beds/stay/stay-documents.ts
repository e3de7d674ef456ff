import { stampMs } from '@healthcare/domain';
import type { Stay } from '../stays-api.ts';

/** What is looked at of a record. */
export interface RecordOfStay {
  readonly id: string;
  readonly is: 'file' | 'history';
  readonly state: 'none' | 'added' | 'removed';
  readonly name: string;
  readonly recordedMs: number;
  readonly unsent: boolean;
}

export interface Refused {
  readonly document: string;
}

/** What there is in the patient's file of this stay, and what of it is not as it should be when they leave. */
export interface StayDocuments {
  /** Names of the files added since the patient came, the latest first. */
  readonly files: readonly string[];
  /** Events of the medical history recorded since. */
  readonly history: number;
  /** Files and events that are not, or not wholly, on the server: nobody else can read them. */
  readonly notSent: number;
  /** Acts about the patient, the stay or one of these that the server did not accept and that nobody has handled. */
  readonly refused: number;
}

/** `phaseOf`: how a file stands that this workstation sends, by the id of its record. */
export function documentsOfStay(
  stay: Pick<Stay, 'id' | 'patientId' | 'claims'>,
  records: readonly RecordOfStay[],
  refusals: readonly Refused[],
  phaseOf: (id: string) => string | undefined,
): StayDocuments {
  const since = beganMs(stay);
  const ofStay = records.filter(({ state, recordedMs }) => state === 'added' && recordedMs >= since);
  const isSent = ({ id, unsent }: RecordOfStay) => !unsent && !notOnServer.has(phaseOf(id) ?? '');
  const about = new Set([stay.id, stay.patientId, ...ofStay.map(({ id }) => id)]);
  return {
    files: ofStay.filter(({ is }) => is === 'file').map(({ name }) => name),
    history: ofStay.filter(({ is }) => is === 'history').length,
    notSent: ofStay.filter((one) => !isSent(one)).length,
    refused: refusals.filter(({ document }) => document !== '' && about.has(document)).length,
  };
}

const notOnServer: ReadonlySet<string> = new Set(['waiting', 'sending', 'damaged', 'refused']);

/** When the patient came; before that, when a bed was first asked for: letters are written ahead (wall ms). */
function beganMs({ claims }: Pick<Stay, 'claims'>): number {
  return Math.min(...claims.map(({ at, arrived }) => stampMs(arrived?.at ?? at)), Number.POSITIVE_INFINITY);
}
