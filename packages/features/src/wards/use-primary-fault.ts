import { type PrimaryFault, primaryFault } from '@healthcare/domain/wards';
import { useNow } from '@healthcare/ui';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { hearsAll, isCut, isSealed } from '../sync/index.ts';
import { useWardPagesQuery, useWardStationsQuery } from './wards-api.ts';

/** A page that is loaded anew is off the line for some seconds: that is no fault yet (ms). */
const AWAY_AFTER_MS = 10_000;

/** W8: what every terminal of the ward shows about its primary station; null when nothing is wrong, or nothing can be said yet. */
export function usePrimaryFault(wardId: string | null): PrimaryFault | null {
  const { data: pages } = useWardPagesQuery();
  const { data: stations = null } = useWardStationsQuery();
  const known = useSelector(hearsAll);
  const cut = useSelector(isCut);
  const sealed = useSelector(isSealed);
  const ofWard = stations?.wardId === wardId ? stations : null;
  const isTold = pages !== undefined && wardId !== null && !sealed && (cut || (known && ofWard !== null));
  const onLine = ofWard?.stations.filter(({ sinceMs }) => sinceMs !== null).map(({ workstation }) => workstation);
  const fault = isTold ? primaryFault(pages[wardId]?.primaryStation, cut ? null : (onLine ?? null)) : null;
  const isAwayLong = useLasts(fault?.is === 'away', AWAY_AFTER_MS);
  return fault?.is === 'away' && !isAwayLong ? null : fault;
}

/** Has it been so for that long? */
function useLasts(isSo: boolean, ms: number): boolean {
  const nowMs = useNow(1000);
  const [sinceMs, setSince] = useState<number | null>(null);
  if (isSo !== (sinceMs !== null)) setSince(isSo ? nowMs : null);
  return isSo && sinceMs !== null && nowMs - sinceMs >= ms;
}
