import { useNow } from '@healthcare/ui';
import { useEffect, useRef } from 'react';
import { useSelector } from 'react-redux';
import { usePorts } from '../state/index.ts';
import { hearsServer, isSealed } from '../sync/index.ts';
import { makePack } from './make-pack.ts';
import { PACK_EVERY_MS } from './pack.ts';

/** W4: keeps the ward's downtime pack fresh, signed in or not, with or without a server. Draws nothing; stands once, at the root. */
export function DowntimeKeeper({ wardId }: { readonly wardId: string | null }) {
  const ports = usePorts();
  const sealed = useSelector(isSealed);
  const heard = useSelector(hearsServer);
  const minuteMs = useNow(60_000);
  const lastMs = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (wardId === null || sealed || minuteMs - lastMs.current < PACK_EVERY_MS) return;
    lastMs.current = minuteMs;
    makePack(ports, { wardId, nowMs: ports.nowMs(), heard }).catch(() => {
      lastMs.current = Number.NEGATIVE_INFINITY; // Tried again with the next minute; the screen says how old the last one is.
    });
  }, [ports, wardId, sealed, heard, minuteMs]);
  return null;
}
