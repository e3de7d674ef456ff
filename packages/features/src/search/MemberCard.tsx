import type { Session } from '@healthcare/protocol';
import { IconArrowBackUp, PersonChip, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useCurrentStaysQuery } from '../beds/index.ts';
import { fileScreen } from '../patients/index.ts';
import { useNames } from '../staff/index.ts';
import { hashOf } from '../state/index.ts';
import css from './SearchDialog.module.css';

export interface MemberCardProps {
  readonly user: string;
  readonly session: Session;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

/** A member of staff: role, wards, on duty or not, and the patients they answer for as far as they are known here. */
export function MemberCard({ user, onBack, onClose }: MemberCardProps) {
  const { t } = useWords('search');
  const { directory, nameOf, roleOf, shapeOf } = useNames();
  const { data: stays = [] } = useCurrentStaysQuery();
  const member = directory[user];
  const theirs = stays.filter(({ doctor, nurse, phase }) => phase === 'current' && (doctor === user || nurse === user));
  return (
    <div className={css.card}>
      <div className={css.line}>
        <PersonChip name={nameOf(user)} shape={shapeOf(user)} />
        <span>{roleOf(user)}</span>
      </div>
      <p>
        {t(member?.onDuty ? 'member.onDuty' : 'member.offDuty')}{' '}
        {member && member.wards.length > 0 && t('member.wards', { wards: member.wards.join(t('and')) })}
      </p>
      <h3>{t('member.patients', { count: theirs.length })}</h3>
      <ul>
        {theirs.map((stay) => (
          <li key={stay.id}>
            {stay.patientId ? (
              <a href={hashOf({ screen: fileScreen(stay.patientId), call: null })} onClick={onClose}>
                <b>{t('bed', { room: stay.room, bed: stay.bed })}</b>
                <bdi>{stay.patient}</bdi>
              </a>
            ) : (
              <span>
                <b>{t('bed', { room: stay.room, bed: stay.bed })}</b> <bdi>{stay.patient}</bdi>
              </span>
            )}
          </li>
        ))}
      </ul>
      <div>
        <Button
          variant="default"
          leftSection={<IconArrowBackUp className="turns" size={20} aria-hidden />}
          onClick={onBack}
          data-autofocus
        >
          {t('member.back')}
        </Button>
      </div>
    </div>
  );
}
