import { stampMs } from '@healthcare/domain';
import type { Session } from '@healthcare/protocol';
import {
  EmptyState,
  IconAlertTriangleFilled,
  IconArrowsSplit2,
  IconPlus,
  momentOf,
  Pill,
  useNow,
  useWords,
} from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { mayActOnPatient, type Patient, usePatientAct, usePatientWords } from '../patients/index.ts';
import { personOf } from '../session/index.ts';
import { useNames } from '../staff/index.ts';
import { AddAllergyDialog } from './AddAllergyDialog.tsx';
import css from './AllergiesPart.module.css';
import type { AllergyIn } from './allergies.ts';
import { ReviewDialog } from './ReviewDialog.tsx';
import { TakeBackDialog } from './TakeBackDialog.tsx';
import type { PatientFileView } from './use-file.ts';

export interface PartProps {
  readonly file: PatientFileView;
  readonly session: Session;
}

type Open =
  | { readonly is: 'add' }
  | { readonly is: 'review'; readonly patient: Patient }
  | { readonly is: 'back'; readonly of: AllergyIn };

/** What the patient does not tolerate: asked, added, taken back with a reason, reviewed; nothing of it is ever overwritten (P4–P6). */
export function AllergiesPart({ file, session }: PartProps) {
  const { t } = useWords('file');
  const { patient, others, allergies } = file;
  const [open, setOpen] = useState<Open | null>(null);
  const act = usePatientAct();
  const { labelOf } = usePatientWords();
  const person = personOf(session);
  const may = (kind: Parameters<typeof mayActOnPatient>[0]) =>
    patient.state === 'registered' && mayActOnPatient(kind, person, patient.wards);
  const close = () => setOpen(null);
  const takenBack = allergies.ever.filter((one) => one.takenBack !== null);
  const contradicted = [patient, ...others].filter(({ id }) => allergies.contradicted.includes(id));
  return (
    <div className={css.part}>
      <div className={css.acts}>
        {may('allergyAdded') && (
          <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setOpen({ is: 'add' })}>
            {t('allergies.add')}
          </Button>
        )}
        {may('noAllergiesKnown') && allergies.standing.length === 0 && (
          <Button
            variant="default"
            onClick={() => void act({ id: patient.id, name: labelOf(patient) }, { kind: 'noAllergiesKnown', data: {} })}
          >
            {t('allergies.noneKnown')}
          </Button>
        )}
      </div>
      {contradicted.map((one) => (
        <Contradiction
          key={one.id}
          patient={one}
          session={session}
          onReview={() => setOpen({ is: 'review', patient: one })}
        />
      ))}
      {allergies.standing.length === 0 && (
        <EmptyState
          icon={IconAlertTriangleFilled}
          title={t(`allergies.empty.${allergies.state}`)}
          why={t(`allergies.emptyWhy.${allergies.state}`)}
        />
      )}
      <ul className={css.list} aria-label={t('allergies.standing')}>
        {allergies.standing.map((one) => (
          <OneAllergy key={one.entry} of={one}>
            {may('allergyTakenBack') && one.patient === patient.id && (
              <Button variant="default" onClick={() => setOpen({ is: 'back', of: one })}>
                {t('allergies.takeBack')}
              </Button>
            )}
          </OneAllergy>
        ))}
      </ul>
      {takenBack.length > 0 && (
        <section aria-labelledby="taken-back">
          <h2 id="taken-back">{t('allergies.takenBack')}</h2>
          <ul className={css.list}>
            {takenBack.map((one) => (
              <OneAllergy key={one.entry} of={one} />
            ))}
          </ul>
        </section>
      )}
      {open?.is === 'add' && <AddAllergyDialog patient={patient} onClose={close} />}
      {open?.is === 'back' && <TakeBackDialog patient={patient} allergy={open.of} onClose={close} />}
      {open?.is === 'review' && <ReviewDialog patient={open.patient} onClose={close} />}
    </div>
  );
}

function OneAllergy({ of, children }: { readonly of: AllergyIn; readonly children?: React.ReactNode }) {
  const { t } = useWords('file');
  const said = useSaid();
  const { agent, reaction, severity, takenBack } = of;
  return (
    <li className={css.allergy} data-taken-back={takenBack !== null || undefined}>
      <div>
        <h2>
          <bdi>{agent}</bdi>
        </h2>
        <p>
          {t(`allergies.severity.${severity}`)}
          {reaction !== undefined && (
            <>
              {t('and')}
              <bdi>{reaction}</bdi>
            </>
          )}
        </p>
        <p className={css.quiet}>{t('allergies.recorded', said(of))}</p>
        {takenBack && (
          <p className={css.quiet}>{t('allergies.takenBackBy', { ...said(takenBack), reason: takenBack.reason })}</p>
        )}
      </div>
      {children}
    </li>
  );
}

/** P5: both statements stay visible until a doctor or the head of the ward has reviewed them. */
function Contradiction(props: { readonly patient: Patient; readonly session: Session; readonly onReview: () => void }) {
  const { t } = useWords('file');
  const said = useSaid();
  const { patient, session, onReview } = props;
  const may = mayActOnPatient('allergiesReviewed', personOf(session), patient.wards);
  return (
    <section className={css.contradiction} aria-labelledby="contradiction">
      <h2 id="contradiction">
        <IconArrowsSplit2 size={20} aria-hidden />
        {t('allergies.contradictionTitle')}
      </h2>
      <ul>
        {patient.noneKnown.map((one) => (
          <li key={one.entry}>{t('allergies.saidNone', said(one))}</li>
        ))}
        {patient.allergies
          .filter(({ takenBack }) => takenBack === null)
          .map((one) => (
            <li key={one.entry}>{t('allergies.saidOne', { ...said(one), agent: one.agent })}</li>
          ))}
      </ul>
      {may ? (
        <Button onClick={onReview}>{t('allergies.review')}</Button>
      ) : (
        <Pill icon={IconArrowsSplit2}>{t('allergies.whoReviews')}</Pill>
      )}
    </section>
  );
}

/** Who and when, for a sentence. */
function useSaid() {
  const { language } = useWords('file');
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  return ({ by, at }: { readonly by: string; readonly at: string }) => ({
    name: nameOf(by),
    at: momentOf(stampMs(at), nowMs, language),
  });
}
