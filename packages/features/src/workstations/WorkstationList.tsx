import { type EnrolmentCodeShown, type WorkstationShown, WorkstationsShown } from '@healthcare/protocol';
import { EmptyState, IconCloudOff, IconDeviceDesktop, momentOf, Skeleton, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { NOT_PROVEN, ProofGate, useAsked, useProve } from '../account/index.ts';
import { usePorts } from '../state/index.ts';
import { AddWorkstation } from './AddWorkstation.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';
import css from './Workstations.module.css';

const LOOK_EVERY_MS = 15_000;

/** For administrators: every workstation of the hospital, how it stands; adding one and taking one out of use. */
export function WorkstationList() {
  return (
    <ProofGate>
      <Workstations />
    </ProofGate>
  );
}

function Workstations() {
  const { t } = useWords('workstations');
  const { server } = usePorts();
  const { answer, again } = useAsked(() => server.ask('/api/workstations', { shape: WorkstationsShown }));
  const [adding, setAdding] = useState(false);
  useEffect(() => {
    const looking = setInterval(again, LOOK_EVERY_MS);
    return () => clearInterval(looking);
  }, [again]);
  return (
    <section className={css.page} aria-labelledby="workstations">
      <div className={css.head}>
        <h1 id="workstations">{t('title')}</h1>
        <Button onClick={() => setAdding(true)}>{t('add')}</Button>
      </div>
      <p className={css.why}>{t('why')}</p>
      {!answer && <Skeleton />}
      {answer && !answer.ok && <EmptyState icon={IconCloudOff} title={t('unreachable')} why={t('unreachableWhy')} />}
      {answer?.ok && answer.value.workstations.length === 0 && (
        <EmptyState icon={IconDeviceDesktop} title={t('none')} why={t('noneWhy')} />
      )}
      {answer?.ok && answer.value.workstations.length > 0 && <Table of={answer.value.workstations} onChanged={again} />}
      {answer?.ok && answer.value.codes.length > 0 && <Codes of={answer.value.codes} onChanged={again} />}
      {adding && (
        <AddWorkstation
          onClose={() => {
            setAdding(false);
            again();
          }}
        />
      )}
    </section>
  );
}

interface TableProps<Row> {
  readonly of: readonly Row[];
  readonly onChanged: () => void;
}

function Table({ of, onChanged }: TableProps<WorkstationShown>) {
  const { t } = useWords('workstations');
  const [leaving, setLeaving] = useState<WorkstationShown | null>(null);
  return (
    <>
      <table className={css.list}>
        <thead>
          <tr>
            {(['name', 'place', 'state', 'contact', 'version', 'unsent'] as const).map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {of.map((one) => (
            <Row key={one.id} of={one} onTakeAway={() => setLeaving(one)} />
          ))}
        </tbody>
      </table>
      {leaving && (
        <RevokeDialog
          of={leaving}
          onClose={() => {
            setLeaving(null);
            onChanged();
          }}
        />
      )}
    </>
  );
}

function Row({ of, onTakeAway }: { readonly of: WorkstationShown; readonly onTakeAway: () => void }) {
  const { t, language } = useWords('workstations');
  const { replica } = usePorts();
  const nowMs = useNow(60_000);
  const isOut = of.state === 'revoked' || of.state === 'wiped';
  const isHere = of.id === replica.workstation;
  const state = of.state === 'revoked' && of.revoked?.reason === 'lost' ? 'lost' : of.state;
  const name = of.name || t('unnamed');
  return (
    <tr className={isOut ? css.out : ''}>
      <th scope="row">
        <bdi>{name}</bdi>
        <span className={`${css.quiet} ltr`}>{of.id}</span>
      </th>
      <td>
        {t(`kind.${of.kind}`)} <bdi>{of.wards === null ? t('everyWard') : of.wards.join(', ')}</bdi>
      </td>
      <td>{t(`states.${state}`)}</td>
      <td>{of.lastContactAt === null ? t('never') : momentOf(Date.parse(of.lastContactAt), nowMs, language)}</td>
      <td>
        <bdi>{of.version ?? t('unknown')}</bdi>
      </td>
      <td className={of.unsent ? css.unsent : ''}>{of.unsent ?? t('unknown')}</td>
      <td>
        {isHere && <span className={css.quiet}>{t('here')}</span>}
        {!isHere && !isOut && (
          <Button variant="subtle" color="red" aria-label={t('takeAwayOf', { name })} onClick={onTakeAway}>
            {t('takeAway')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function Codes({ of, onChanged }: TableProps<EnrolmentCodeShown>) {
  const { t, language } = useWords('workstations');
  const { server } = usePorts();
  const prove = useProve();
  const nowMs = useNow(60_000);
  const [wrong, setWrong] = useState<string | null>(null);
  const withdraw = async (id: string) => {
    const path = `/api/enrolment-codes/${encodeURIComponent(id)}`;
    const done = await prove(() => server.ask(path, { method: 'DELETE', shape: z.null() }));
    setWrong(done.ok || done.code === NOT_PROVEN ? null : done.code);
    onChanged();
  };
  return (
    <section className={css.codes} aria-labelledby="codes">
      <h2 id="codes">{t('codes.title')}</h2>
      <ul>
        {of.map(({ id, name, used, uses, expiresAt }) => (
          <li key={id}>
            <span>{t('codes.one', { name, used, uses, until: momentOf(Date.parse(expiresAt), nowMs, language) })}</span>
            <Button variant="subtle" aria-label={t('codes.withdrawOf', { name })} onClick={() => withdraw(id)}>
              {t('codes.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
      <p role="alert" className={css.wrong}>
        {wrong !== null && t('failed', { why: wrong })}
      </p>
    </section>
  );
}
