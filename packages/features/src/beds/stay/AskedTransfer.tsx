import { stampMs } from '@healthcare/domain';
import { type BedState, openTransfer, stayEntries, type Transfer } from '@healthcare/domain/stays';
import type { Session } from '@healthcare/protocol';
import { IconArrowsExchange, isolated, momentOf, ReasonDialog, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useNames } from '../../staff/index.ts';
import { type PatientsById, patientOf } from '../bed-patients.ts';
import { SexAndAge } from '../board/PatientFacts.tsx';
import { plainTimeOf } from '../plain-time.ts';
import { useStayName } from '../stay-names.ts';
import type { Stay } from '../stays-api.ts';
import { useStayAct } from '../use-stay-act.ts';
import { mayActOnStay } from '../ward-beds.ts';
import { nameShown, whoIs } from '../who.ts';
import { MoveDialog } from './MoveDialog.tsx';
import { TaskCard } from './TaskCard.tsx';

export interface AskedTransferProps {
  readonly stay: Stay;
  readonly beds: readonly BedState<Stay>[];
  readonly patients: PatientsById;
  readonly session: Session;
  /** Names, or initials only. */
  readonly named: boolean;
}

/** B16: another ward asks this one to take a patient: who, why, and the two answers. */
export function AskedTransfer({ stay, beds, patients, session, named }: AskedTransferProps) {
  const { t, language } = useWords('beds');
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  const [answering, setAnswering] = useState<'take' | 'refuse' | null>(null);
  const name = nameShown(useStayName(stay), named);
  const asked = openTransfer(stay);
  if (!asked) return null;
  const who = whoIs(stay, patientOf(stay, patients), { language, today: plainTimeOf(nowMs).slice(0, 10) });
  const at = momentOf(stampMs(asked.at), nowMs, language);
  const isolation = stay.isolation ?? 'none';
  return (
    <TaskCard
      icon={IconArrowsExchange}
      label={name}
      title={t('transfer.asks', { ward: stay.wardId, patient: isolated(nameShown(who.name, named)) })}
      why={
        <>
          <SexAndAge who={who} /> <bdi>{stay.disease}</bdi>
          {isolation !== 'none' && ` · ${t(`isolation.${isolation}`)}`} · <bdi>{asked.reason}</bdi> ·{' '}
          {t('askedBy', { name: nameOf(asked.by), at })}
        </>
      }
    >
      {mayActOnStay('transferRefused', session, [asked.wardId]) && (
        <>
          <Button onClick={() => setAnswering('take')}>{t('transfer.take')}</Button>
          <Button variant="default" onClick={() => setAnswering('refuse')}>
            {t('transfer.refuse')}
          </Button>
        </>
      )}
      {answering === 'take' && (
        <MoveDialog stay={stay} to={null} beds={beds} patients={patients} onClose={() => setAnswering(null)} />
      )}
      {answering === 'refuse' && <RefuseDialog stay={stay} asked={asked} onClose={() => setAnswering(null)} />}
    </TaskCard>
  );
}

function RefuseDialog({ stay, asked, onClose }: { stay: Stay; asked: Transfer; onClose: () => void }) {
  const { t } = useWords('beds');
  const act = useStayAct();
  const name = useStayName(stay);
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const go = async () => {
    const data = stayEntries.transferRefused.safeParse({ request: asked.entry, reason }).data;
    setWrong(data ? null : t('wrongReason'));
    if (data && (await act(stay.id, stay.patient, { kind: 'transferRefused', data }))) onClose();
  };
  return (
    <ReasonDialog
      title={t('transfer.refuseTitle', { patient: name })}
      what={<p>{t('transfer.refuseWhat', { ward: stay.wardId })}</p>}
      label={t('transfer.refuseLabel')}
      reason={reason}
      onReason={setReason}
      ready={[t('transfer.no.first'), t('transfer.no.second'), t('transfer.no.third')]}
      wrong={wrong}
      act={t('transfer.refuseGo')}
      opened
      onClose={onClose}
      onAct={() => void go()}
    />
  );
}
