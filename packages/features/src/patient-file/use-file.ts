import { stamp } from '@healthcare/domain';
import type { Session } from '@healthcare/protocol';
import { useMemo } from 'react';
import { type HistoryRow, historyRow, useHistoryHeldQuery, useOpenCallsHeldQuery } from '../calls/index.ts';
import { type Patient, useMergedIntoQuery, usePatientQuery } from '../patients/index.ts';
import { type RecordRow, useRecordsOfQuery } from '../records/index.ts';
import { type Allergies, allergiesOf } from './allergies.ts';
import { callsOfPatient } from './calls-of-patient.ts';
import { useHandoversSinceQuery, useStaysOfQuery } from './file-api.ts';
import type { HeldStay } from './stay-book.ts';
import { type Happening, happeningsOf } from './timeline/happenings.ts';

/** A patient with everything of them that this workstation holds. */
export interface PatientFileView {
  readonly patient: Patient;
  /** P8: the other documents of this person. */
  readonly others: readonly Patient[];
  readonly allergies: Allergies;
  readonly stays: readonly HeldStay[];
  readonly records: readonly RecordRow[];
  readonly calls: readonly HistoryRow[];
  readonly happenings: readonly Happening[];
  /** More of it may come: this workstation has not read all it holds. */
  readonly reading: boolean;
}

const noTerms: readonly never[] = [];
const noStays: readonly HeldStay[] = [];
const noRecords: readonly RecordRow[] = [];
const nobody: readonly Patient[] = [];

/** Undefined while it is read; null when this workstation does not hold the patient. */
export function useFile(id: string, { wardId }: Session): PatientFileView | null | undefined {
  const { data: patient } = usePatientQuery(id);
  const { data: others } = useMergedIntoQuery(id);
  const documents = useMemo(() => (patient ? [patient, ...(others ?? nobody)] : nobody), [patient, others]);
  const key = documents.map((one) => one.id).join(' ');
  const ids = useMemo(() => key.split(' ').filter(Boolean), [key]);
  const { data: stays = noStays } = useStaysOfQuery(ids);
  const { data: records } = useRecordsOfQuery(ids);
  const calls = useCallsOf(documents, stays);
  const { data: handovers } = useHandoversSinceQuery(
    { wardId: wardId ?? '', since: firstOf(stays) },
    { skip: stays.length === 0 || wardId === null },
  );
  const rows = records?.rows ?? noRecords;
  const happenings = useMemo(
    () => happeningsOf({ documents, stays, records: rows, calls, handovers: handovers ?? [] }),
    [documents, stays, rows, calls, handovers],
  );
  const allergies = useMemo(() => allergiesOf(documents, others !== undefined), [documents, others]);
  if (patient === undefined) return undefined;
  if (patient === null || patient.state === 'none') return null;
  return {
    patient,
    others: others ?? nobody,
    allergies,
    stays,
    records: rows,
    calls,
    happenings,
    reading: records === undefined || records.reading,
  };
}

function useCallsOf(documents: readonly Patient[], stays: readonly HeldStay[]): readonly HistoryRow[] {
  const { data: open } = useOpenCallsHeldQuery();
  const { data: closed } = useHistoryHeldQuery(noTerms);
  return useMemo(
    () => callsOfPatient([...(open ?? []).map(historyRow), ...(closed?.rows ?? [])], { documents, stays }),
    [open, closed, documents, stays],
  );
}

/** A stamp before the first of the stays. */
function firstOf(stays: readonly HeldStay[]): string {
  return stays.reduce((first, { askedAt }) => (askedAt && askedAt < first ? askedAt : first), stamp(9e15, 0, ''));
}
