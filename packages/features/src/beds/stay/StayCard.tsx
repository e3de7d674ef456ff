import { stampMs } from '@healthcare/domain';
import { type BedUse, withdrawnTooLate } from '@healthcare/domain/stays';
import {
  IconCalendarDue,
  IconCircleCheckFilled,
  IconCloudUp,
  IconWalk,
  listed,
  momentOf,
  Pill,
  useNow,
  useWords,
} from '@healthcare/ui';
import type { ReactNode } from 'react';
import { fileScreen } from '../../patients/index.ts';
import { useNames } from '../../staff/index.ts';
import { hashOf } from '../../state/index.ts';
import css from '../BedBoard.module.css';
import { type PatientsById, patientOf } from '../bed-patients.ts';
import { SexAndAge } from '../board/PatientFacts.tsx';
import { inFull, plainTimeOf } from '../plain-time.ts';
import type { Stay } from '../stays-api.ts';
import { whoIs } from '../who.ts';

export interface StayCardProps {
  readonly stay: Stay;
  readonly patients: PatientsById;
  readonly isHolder: boolean;
  readonly use: BedUse | null;
  /** What can be done. */
  readonly children: ReactNode;
}

/** One stay in full: who, how the bed is theirs, and every fact that is known (R3). */
export function StayCard({ stay, patients, isHolder, use, children }: StayCardProps) {
  const { t, language } = useWords('beds');
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  const patient = patientOf(stay, patients);
  const who = whoIs(stay, patient, { language, today: plainTimeOf(nowMs).slice(0, 10) });
  const [late] = withdrawnTooLate(stay);
  const refused = stay.transfers.findLast(({ state }) => state === 'refused');
  return (
    <li data-kind={isHolder ? 'confirmed' : 'provisional'}>
      <h3>
        <bdi>{who.name}</bdi>
        <StatePill isHolder={isHolder} use={use} />
      </h3>
      <p className={css.quiet}>
        <SexAndAge who={who} />
        {who.allergy !== 'none' && ` · ${t(`tile.allergy.${who.allergy}`)}`}
      </p>
      {patient && (
        <p>
          <a href={hashOf({ screen: fileScreen(patient.id), call: null })}>{t('file')}</a>
        </p>
      )}
      <StayFactList stay={stay} />
      {late && <p className={css.late}>{t('tooLate', { name: nameOf(late.by), reason: late.reason })}</p>}
      {refused?.answer && (
        <p className={css.late}>
          {t('transfer.refused', {
            ward: refused.wardId,
            reason: refused.answer.reason,
            name: nameOf(refused.answer.by),
            at: momentOf(stampMs(refused.answer.at), nowMs, language),
          })}
        </p>
      )}
      <div className={css.choices}>{children}</div>
    </li>
  );
}

function StatePill({ isHolder, use }: Pick<StayCardProps, 'isHolder' | 'use'>) {
  const { t } = useWords('beds');
  if (!isHolder) return <Pill icon={IconCloudUp}>{t('kind.asked')}</Pill>;
  if (use === 'booked') return <Pill icon={IconCalendarDue}>{t('kind.booked')}</Pill>;
  if (use === 'onLeave') return <Pill icon={IconWalk}>{t('kind.leave')}</Pill>;
  return (
    <Pill icon={IconCircleCheckFilled} tone="present">
      {t('kind.held')}
    </Pill>
  );
}

/** Every fact of the product's list for a stay; what nobody has said is left out. */
export function StayFactList({ stay }: { readonly stay: Stay }) {
  const { t, language } = useWords('beds');
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  const at = (stamp: string | undefined) => (stamp ? momentOf(stampMs(stamp), nowMs, language) : '');
  const arrived = stay.claims.find((claim) => claim.arrived)?.arrived;
  const booked = stay.claims.findLast(({ reservedFrom }) => reservedFrom !== '')?.reservedFrom;
  const gone = stay.departures[0];
  const facts: readonly (readonly [string, string])[] = [
    ['disease', stay.disease ?? ''],
    ['treatment', stay.treatment ?? ''],
    ['description', stay.description ?? ''],
    ['doctor', stay.doctor ? nameOf(stay.doctor) : ''],
    ['nurse', stay.nurse ? nameOf(stay.nurse) : ''],
    ['isolation', stay.isolation && stay.isolation !== 'none' ? t(`isolation.${stay.isolation}`) : ''],
    ['asked', listed([nameOf(stay.askedBy), at(stay.askedAt)], language)],
    ['bookedFrom', !arrived && booked ? inFull(booked, language) : ''],
    ['from', at(arrived?.at)],
    ['until', stay.until && !gone ? inFull(stay.until, language) : ''],
    ['left', gone ? listed([at(gone.at), gone.reason], language) : ''],
    ['back', stay.leave?.backAt ? inFull(stay.leave.backAt, language) : ''],
  ];
  return (
    <dl className={css.facts}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([fact, value]) => (
          <div key={fact}>
            <dt>{t(`fact.${fact}`)}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
    </dl>
  );
}
