import { EntryFrame } from '@healthcare/ui';
import { useSelector } from 'react-redux';
import { EntryCalls } from '../calls/index.ts';
import { useRoomsQuery, useWardName } from '../rooms/index.ts';
import { StationLine } from '../settings/index.ts';
import { usePorts } from '../state/index.ts';
import { syncOf } from '../sync/index.ts';
import { Door } from './Door.tsx';

/** Nobody is signed in: the clock, the ward's calls without names, and the door. */
export function EntryScreen({ wardId }: { readonly wardId: string | null }) {
  const { settings } = usePorts();
  const link = useSelector(syncOf);
  const { data: rooms } = useRoomsQuery();
  const here = wardId ?? settings.wardId ?? rooms?.[0]?.wardId ?? null;
  const { ward, name } = useWardName(here);
  return (
    <EntryFrame ward={ward} desk={name} link={link} calls={<EntryCalls wardId={here} />} station={<StationLine />}>
      <Door />
    </EntryFrame>
  );
}
