import { useMemo } from 'react';
import { useDisputedCallsQuery } from '../calls/index.ts';
import { useRoomsQuery } from '../rooms/index.ts';
import { useDirectoryQuery } from '../staff/index.ts';
import { type Disputed, disputedOf } from './disputed-documents.ts';

/** Every document held here about which people disagree: calls, open or closed, rooms, members of staff; undefined while not all are read. */
export function useDisputed(): readonly Disputed[] | undefined {
  const { data: calls } = useDisputedCallsQuery();
  const { data: rooms } = useRoomsQuery();
  const { data: directory } = useDirectoryQuery();
  return useMemo(() => {
    if (!calls || !rooms || !directory) return undefined;
    const staff = Object.values(directory);
    return [...disputedOf('calls', calls), ...disputedOf('rooms', rooms), ...disputedOf('staff', staff)];
  }, [calls, rooms, directory]);
}
