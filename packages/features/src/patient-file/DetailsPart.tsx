import { disputesIn } from '@healthcare/domain';
import { groupedNationalId } from '@healthcare/domain/patients';
import { IconArrowsSplit2, IconPencil, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { mayActOnPatient, type Patient, usePatientWords } from '../patients/index.ts';
import { personOf } from '../session/index.ts';
import { hashOf } from '../state/index.ts';
import type { PartProps } from './AllergiesPart.tsx';
import { AmendPatientDialog } from './AmendPatientDialog.tsx';
import css from './DetailsPart.module.css';
import { MergeDialog } from './MergeDialog.tsx';

/** Who the patient is: every fact, changed by an entry; what two people said differently; and the merge of two files of one person. */
export function DetailsPart({ file: { patient }, session }: PartProps) {
  const { t } = useWords('file');
  const [open, setOpen] = useState<'amend' | 'merge' | null>(null);
  const person = personOf(session);
  const stands = patient.state === 'registered';
  const may = (kind: 'amended' | 'merged') => stands && mayActOnPatient(kind, person, patient.wards);
  const disputes = disputesIn(patient.standing);
  const close = () => setOpen(null);
  return (
    <div className={css.part}>
      {disputes.length > 0 && (
        <p className={css.disputed}>
          <IconArrowsSplit2 size={20} aria-hidden />
          <a href={hashOf({ screen: 'disputes', call: null })}>{t('details.disputed', { count: disputes.length })}</a>
        </p>
      )}
      <Facts patient={patient} />
      <div className={css.acts}>
        {may('amended') && (
          <Button leftSection={<IconPencil size={20} aria-hidden />} onClick={() => setOpen('amend')}>
            {t('details.amend')}
          </Button>
        )}
        {may('merged') && (
          <Button variant="default" onClick={() => setOpen('merge')}>
            {t('details.merge')}
          </Button>
        )}
      </div>
      {open === 'amend' && <AmendPatientDialog patient={patient} onClose={close} />}
      {open === 'merge' && <MergeDialog patient={patient} session={session} onClose={close} />}
    </div>
  );
}

function Facts({ patient }: { readonly patient: Patient }) {
  const { t, bornOf, sexOf } = usePatientWords();
  const file = useWords('file');
  const { family, given, identity, nationalId } = patient;
  const facts: readonly (readonly [string, string | undefined, 'ltr'?])[] = [
    [t('field.familyEn'), family.en],
    [t('field.givenEn'), given.en],
    [t('field.familyAr'), family.ar],
    [t('field.givenAr'), given.ar],
    [t('bannerIdentity'), t(`identity.${identity}`)],
    [t('bannerBorn'), bornOf(patient)],
    [t('field.sex'), sexOf(patient)],
    [t('field.fileNumber'), patient.fileNumber, 'ltr'],
    [t('bannerNationalId'), nationalId && groupedNationalId(nationalId), 'ltr'],
    [t('field.passport'), patient.passport, 'ltr'],
    [t('bannerInsurance'), patient.insurance, 'ltr'],
    [t('field.phone'), patient.phone, 'ltr'],
    [t('field.address'), patient.address],
    [t('field.contactName'), patient.contactName],
    [t('field.contactPhone'), patient.contactPhone, 'ltr'],
    [t('field.bloodGroup'), patient.bloodGroup, 'ltr'],
    [file.t('details.wards'), patient.wards.join(t('comma')) || undefined],
  ];
  return (
    <dl className={css.facts}>
      {facts.map(([word, value, direction]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd data-unknown={value === undefined || undefined}>
            {value === undefined ? file.t('details.notRecorded') : <bdi className={direction}>{value}</bdi>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
