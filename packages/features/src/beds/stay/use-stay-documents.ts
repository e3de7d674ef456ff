import { useMemo } from 'react';
import { useMergedIntoQuery } from '../../patients/index.ts';
import { useFileStatesQuery, useRecordsOfQuery } from '../../records/index.ts';
import { useRefusalsQuery } from '../../sync/index.ts';
import type { Stay } from '../stays-api.ts';
import { documentsOfStay, type StayDocuments } from './stay-documents.ts';

/** Of the patient's documents that are held here; null while they are read. */
export function useStayDocuments(stay: Stay): StayDocuments | null {
  const { patientId } = stay;
  const { data: others } = useMergedIntoQuery(patientId, { skip: patientId === '' });
  const ids = useMemo(() => [patientId, ...(others ?? []).map(({ id }) => id)], [patientId, others]);
  const { data: records } = useRecordsOfQuery(ids, { skip: patientId === '' });
  const { data: states = {} } = useFileStatesQuery();
  const { data: refusals = [] } = useRefusalsQuery();
  if (!records || records.reading) return null;
  const waiting = refusals.filter(({ waits, again }) => waits && again !== 'refused');
  return documentsOfStay(stay, records.rows, waiting, (id) => states[id]?.phase);
}
