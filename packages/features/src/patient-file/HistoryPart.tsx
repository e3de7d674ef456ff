import type { PlainDay } from '@healthcare/ui';
import { clinicalDay, EmptyState, IconPlus, IconStethoscope, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { mayActOnRecord, type RecordRow, RemoveRecordDialog } from '../records/index.ts';
import { personOf } from '../session/index.ts';
import { useNames } from '../staff/index.ts';
import { hearsAll } from '../sync/index.ts';
import { AddHistoryDialog } from './AddHistoryDialog.tsx';
import type { PartProps } from './AllergiesPart.tsx';
import css from './HistoryPart.module.css';

/** What the patient had before: disease, treatment, day, course, doctor; the latest first (F7). */
export function HistoryPart({ file, session }: PartProps) {
  const { t } = useWords('file');
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<RecordRow | null>(null);
  const { patient, records } = file;
  const events = records.filter(({ is, state }) => is === 'history' && state === 'added').sort(byDay);
  const mayAdd =
    session.wardId !== null && mayActOnRecord('historyAdded', personOf(session), { wards: [session.wardId] });
  const hears = useSelector(hearsAll);
  return (
    <div className={css.part}>
      {mayAdd && patient.state === 'registered' && (
        <div>
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setAdding(true)}>
            {t('history.add')}
          </Button>
        </div>
      )}
      {events.length === 0 && (
        <EmptyState
          icon={IconStethoscope}
          title={t(hears ? 'history.none' : 'history.noneKnown')}
          why={t(hears ? 'history.noneWhy' : 'history.noneKnownWhy')}
        />
      )}
      <ol className={css.list} aria-label={t('part.history')}>
        {events.map((event) => (
          <OneEvent key={event.id} event={event}>
            {mayActOnRecord('removed', personOf(session), event) && (
              <Button
                variant="default"
                aria-label={t('history.removeOf', { disease: event.disease })}
                onClick={() => setRemoving(event)}
              >
                {t('history.remove')}
              </Button>
            )}
          </OneEvent>
        ))}
      </ol>
      {adding && <AddHistoryDialog patient={patient} session={session} onClose={() => setAdding(false)} />}
      {removing && <RemoveRecordDialog record={removing} onClose={() => setRemoving(null)} />}
    </div>
  );
}

function OneEvent({ event, children }: { readonly event: RecordRow; readonly children: React.ReactNode }) {
  const { t, language } = useWords('file');
  const { nameOf } = useNames();
  const { disease, on, treatment, description, doctor } = event;
  return (
    <li className={css.event}>
      <time dateTime={on}>{clinicalDay(on as PlainDay, language)}</time>
      <div>
        <h2>
          <bdi>{disease}</bdi>
        </h2>
        {treatment !== undefined && (
          <p>
            <bdi>{treatment}</bdi>
          </p>
        )}
        {description !== undefined && (
          <p className={css.long}>
            <bdi>{description}</bdi>
          </p>
        )}
        <p className={css.quiet}>
          {doctor === undefined
            ? t('history.recordedBy', { name: nameOf(event.addedBy) })
            : t('history.doctorAndBy', { doctor: nameOf(doctor), name: nameOf(event.addedBy) })}
        </p>
      </div>
      {children}
    </li>
  );
}

function byDay(a: RecordRow, b: RecordRow): number {
  if (a.on !== b.on) return a.on > b.on ? -1 : 1;
  return b.recordedMs - a.recordedMs;
}
