import { mayAct } from '@healthcare/domain';
import { type PrimaryFault, wardRights } from '@healthcare/domain/wards';
import type { Session } from '@healthcare/protocol';
import { IconAlertTriangleFilled, NoticeLine, tell, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { usePorts } from '../state/index.ts';
import { useNotDoneSentence } from '../sync/index.ts';
import { useStationNames } from './station-name.ts';
import { usePrimaryFault } from './use-primary-fault.ts';
import { useTakePrimaryMutation, useWardPagesQuery, useWardStationsQuery } from './wards-api.ts';

export interface PrimaryFaultLineProps {
  readonly wardId: string | null;
  /** Null at a locked terminal: it shows the fault, and nobody can take over there. */
  readonly session: Session | null;
}

/** W8: what is wrong with the ward's primary station and what to do. Nobody can close it; it goes by itself. */
export function PrimaryFaultLine({ wardId, session }: PrimaryFaultLineProps) {
  const { t } = useWords('wards');
  const fault = usePrimaryFault(wardId);
  const { workstation } = usePorts().replica;
  const { data: stations } = useWardStationsQuery();
  const nameOf = useStationNames(stations);
  if (!fault || wardId === null) return null;
  const isOwn = fault.is === 'notKnown' && fault.station === workstation;
  const said = isOwn ? 'ownCut' : fault.is;
  const name = fault.is === 'none' ? '' : nameOf(fault.station);
  return (
    <NoticeLine
      icon={IconAlertTriangleFilled}
      tone="attention"
      label={t('primary.label')}
      acts={session && fault.is !== 'notKnown' && <TakeOver session={session} wardId={wardId} />}
    >
      <b>{t(`primary.${said}`, { name })}</b> {t(`primary.${said}Do`)} <Suggested fault={fault} />
    </NoticeLine>
  );
}

/** Who has been on the line longest is the likeliest to stay. */
function Suggested({ fault }: { readonly fault: PrimaryFault }) {
  const { t } = useWords('wards');
  const { workstation } = usePorts().replica;
  const { data: stations } = useWardStationsQuery();
  const nameOf = useStationNames(stations);
  const longest = stations?.stations.find(({ sinceMs }) => sinceMs !== null)?.workstation;
  if (fault.is !== 'away' || longest === undefined) return null;
  return longest === workstation ? t('primary.suggestedHere') : t('primary.suggested', { name: nameOf(longest) });
}

function TakeOver({ session, wardId }: { readonly session: Session; readonly wardId: string }) {
  const { t } = useWords('wards');
  const { data: pages } = useWardPagesQuery();
  const sentenceOf = useNotDoneSentence();
  const [run] = useTakePrimaryMutation();
  const standing = { own: false, ward: session.wards.includes(wardId) };
  if (!pages || !mayAct(wardRights, 'primaryTaken', session.role, standing)) return null;
  const take = async () => {
    const { error } = await run({ wardId, opened: pages[wardId] !== undefined });
    if (error) tell({ title: t('primary.notTaken'), message: sentenceOf(error), tone: 'wrong' });
  };
  return (
    <Button variant="default" onClick={() => void take()}>
      {t('primary.take')}
    </Button>
  );
}
