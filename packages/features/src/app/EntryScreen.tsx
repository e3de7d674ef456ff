import { EntryFrame } from '@healthcare/ui';
import { useSelector } from 'react-redux';
import { EntryCalls } from '../calls/index.ts';
import { useRoomsQuery, useWardName } from '../rooms/index.ts';
import { type StationHere, StationLine } from '../settings/index.ts';
import { usePorts } from '../state/index.ts';
import { syncOf } from '../sync/index.ts';
import { Door } from './Door.tsx';

/** Nobody is signed in: the clock, the ward's calls without names, and the door. */
export function EntryScreen({ wardId }: { readonly wardId: string | null }) {
  const { settings } = usePorts();
  const link = useSelector(syncOf);
  const { data: rooms } = useRoomsQuery();
  const here = wardHere(wardId, settings.station, link.unsent) ?? settings.wardId ?? rooms?.[0]?.wardId ?? null;
  const { ward, name } = useWardName(here);
  return (
    <EntryFrame ward={ward} desk={name} link={link} calls={<EntryCalls wardId={here} />} station={<StationLine />}>
      <Door />
    </EntryFrame>
  );
}

/**
 * The ward that was shown last, or the first it has now where that one was taken from it (N10). What was raised there and is nowhere else yet
 * is shown until somebody has signed in and it is handed in.
 */
function wardHere(last: string | null, station: StationHere | null, unsent: number): string | null {
  const wards = station?.wards;
  return last === null || !wards || wards.includes(last) || unsent > 0 ? last : (wards[0] ?? null);
}
