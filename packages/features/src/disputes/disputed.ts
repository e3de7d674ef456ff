import { useMemo } from 'react';
import { useDisputedCallsQuery } from '../calls/index.ts';
import { usePatientsHavingQuery } from '../patients/index.ts';
import { useRoomsQuery } from '../rooms/index.ts';
import { useDirectoryQuery } from '../staff/index.ts';
import { useWardPagesQuery } from '../wards/index.ts';
import { type Disputed, disputedOf } from './disputed-documents.ts';

/** Every document held here about which people disagree: calls, open or closed, patients, rooms, members of staff, what a ward has decided about itself; undefined while not all are read. */
export function useDisputed(): readonly Disputed[] | undefined {
  const { data: calls } = useDisputedCallsQuery();
  const { data: patients } = usePatientsHavingQuery('disputed');
  const { data: rooms } = useRoomsQuery();
  const { data: directory } = useDirectoryQuery();
  const { data: pages } = useWardPagesQuery();
  return useMemo(() => {
    if (!calls || !patients || !rooms || !directory || !pages) return undefined;
    const staff = Object.values(directory);
    return [
      ...disputedOf('calls', calls),
      ...disputedOf('patients', patients),
      ...disputedOf('rooms', rooms),
      ...disputedOf('staff', staff),
      ...disputedOf('wards', Object.values(pages)),
    ];
  }, [calls, patients, rooms, directory, pages]);
}

/** How many decisions wait: documents with disputes, and patients whose allergies have to be reviewed. */
export function useDisputeCount(): number {
  const { data: contradicted } = usePatientsHavingQuery('contradicted');
  return (useDisputed()?.length ?? 0) + (contradicted?.length ?? 0);
}
