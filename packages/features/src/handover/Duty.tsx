import type { Session } from '@healthcare/protocol';
import { ConfirmDialog, IconDoorEnter, PersonChip, tell } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Directory, useNames } from '../staff/index.ts';
import { useNotDoneSentence } from '../sync/index.ts';
import { onDutySince } from './duty.ts';
import css from './Handover.module.css';
import { useDutyMutation } from './handovers-api.ts';
import { useHandoverWords } from './use-handover-words.ts';

export interface DutyProps {
  readonly session: Session;
  readonly wardId: string;
  /** How many things are open in the ward. */
  readonly open: number;
  /** There are notes of this shift that nobody has signed. */
  readonly unsigned: boolean;
}

/** Who is on duty and since when; one accepts and leaves duty oneself. */
export function Duty({ session, wardId, open, unsigned }: DutyProps) {
  const { t, moment } = useHandoverWords();
  const { directory, nameOf, shapeOf } = useNames();
  const [leaving, setLeaving] = useState(false);
  const change = useDuty();
  const me = directory[session.user];
  const mineMs = me ? onDutySince(me) : null;
  return (
    <section className={css.duty} aria-labelledby="duty">
      <h2 id="duty">{t('duty.title')}</h2>
      <ul>
        {onDutyIn(directory, wardId).map(({ person, sinceMs }) => (
          <li key={person}>
            <PersonChip name={nameOf(person)} shape={shapeOf(person)} mark />
            <span>{t('duty.since', { name: nameOf(person), at: moment(sinceMs) })}</span>
          </li>
        ))}
        {onDutyIn(directory, wardId).length === 0 && <li>{t('duty.nobody')}</li>}
      </ul>
      {me && (
        <div className={css.mine}>
          <span>{mineMs === null ? t('duty.youNot') : t('duty.you', { at: moment(mineMs) })}</span>
          {mineMs === null ? (
            <Button
              leftSection={<IconDoorEnter size={20} aria-hidden />}
              onClick={() => void change(me.id, 'wentOnDuty')}
            >
              {t('duty.accept')}
            </Button>
          ) : (
            <Button variant="default" onClick={() => setLeaving(true)}>
              {t('duty.leave')}
            </Button>
          )}
        </div>
      )}
      {me && (
        <ConfirmDialog
          title={t('duty.leaveTitle')}
          what={
            <>
              <p>{t('duty.leaveWhat', { open })}</p>
              {unsigned && <p>{t('duty.leaveUnsigned')}</p>}
            </>
          }
          act={t('duty.leave')}
          opened={leaving}
          onClose={() => setLeaving(false)}
          onAct={() => void change(me.id, 'leftDuty').then((saved) => saved && setLeaving(false))}
        />
      )}
    </section>
  );
}

/** Who works in the ward and is on duty, the longest first. */
export function onDutyIn(directory: Directory, wardId: string) {
  return Object.values(directory)
    .filter(({ wards }) => wards.includes(wardId))
    .flatMap((member) => {
      const sinceMs = onDutySince(member);
      return sinceMs === null ? [] : [{ person: member.person, sinceMs }];
    })
    .sort((a, b) => a.sinceMs - b.sinceMs);
}

function useDuty() {
  const { t } = useHandoverWords();
  const sentenceOf = useNotDoneSentence();
  const [run] = useDutyMutation();
  return async (id: string, kind: 'wentOnDuty' | 'leftDuty'): Promise<boolean> => {
    const { error } = await run({ id, kind });
    if (!error) return true;
    tell({ title: t('notDone'), message: sentenceOf(error), tone: 'wrong' });
    return false;
  };
}
