import { mayAct } from '@healthcare/domain';
import { wardRights } from '@healthcare/domain/wards';
import type { Session } from '@healthcare/protocol';
import { useEffect, useRef } from 'react';
import { useSelector } from 'react-redux';
import { usePorts } from '../state/index.ts';
import { isCut } from '../sync/index.ts';
import { usePrimaryFault } from './use-primary-fault.ts';
import { useTakePrimaryMutation, useWardPagesQuery } from './wards-api.ts';

/** W9: in a demo, a ward that has never named a primary station gets the terminal at which somebody works first. Draws nothing. */
export function DemoPrimary({ session }: { readonly session: Session }) {
  return usePorts().settings.station?.demo ? <First session={session} /> : null;
}

function First({ session: { wardId, role, wards } }: { readonly session: Session }) {
  const { data: pages } = useWardPagesQuery();
  const fault = usePrimaryFault(wardId);
  const cut = useSelector(isCut);
  const [take] = useTakePrimaryMutation();
  const asked = useRef<string | null>(null);
  const page = wardId === null ? undefined : pages?.[wardId];
  // Heard, the fault is only said once the server has told everything. An empty name is one that somebody has taken away.
  const hasNone = !cut && fault?.is === 'none' && page?.primaryStation === undefined;
  const may = wardId !== null && mayAct(wardRights, 'primaryTaken', role, { own: false, ward: wards.includes(wardId) });
  const opened = page !== undefined;
  useEffect(() => {
    if (!hasNone || !may || wardId === null || asked.current === wardId) return;
    asked.current = wardId;
    void take({ wardId, opened }); // refused, the ward shows the fault, and its button does the same
  }, [hasNone, may, wardId, opened, take]);
  return null;
}
