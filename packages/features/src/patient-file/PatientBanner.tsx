import { groupedNationalId } from '@healthcare/domain/patients';
import {
  type Icon,
  IconAlertTriangleFilled,
  IconCheck,
  IconCloudOff,
  IconHelp,
  IconPencil,
  useWords,
} from '@healthcare/ui';
import type { ReactNode } from 'react';
import { fileScreen, type Patient, usePatientWords } from '../patients/index.ts';
import { hashOf } from '../state/index.ts';
import type { Allergies, BannerState } from './allergies.ts';
import css from './PatientBanner.module.css';

export interface PatientBannerProps {
  readonly patient: Patient;
  readonly allergies: Allergies;
}

/** Fixed, never covered, never cut: family name, given names, born (age), sex in full, identifier, allergies in one of four states. */
export function PatientBanner({ patient, allergies }: PatientBannerProps) {
  const { t, language, bornOf, sexOf, labelOf } = usePatientWords();
  const { family, given, identity } = patient;
  return (
    <section className={css.banner} aria-label={labelOf(patient)}>
      <h1 className={css.name}>
        <bdi>
          <b>{family[language].toLocaleUpperCase(language)}</b>
          {t('comma')}
          {given[language]}
        </bdi>
      </h1>
      <dl className={css.facts}>
        <Fact word={t('bannerBorn')}>
          <bdi>{bornOf(patient)}</bdi>
        </Fact>
        <Fact word={t('field.sex')}>{sexOf(patient)}</Fact>
        <Identifier patient={patient} />
        {identity === 'unknown' && <Fact word={t('bannerIdentity')}>{t('sex.notKnown')}</Fact>}
      </dl>
      <AllergyState patient={patient} allergies={allergies} />
    </section>
  );
}

function Fact({ word, children }: { readonly word: string; readonly children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The wristband's number is what is compared at the bed; without one, another that is known. */
function Identifier({ patient: { fileNumber, nationalId, passport } }: { readonly patient: Patient }) {
  const { t } = usePatientWords();
  const [word, number] = fileNumber
    ? [t('bannerNumber'), fileNumber]
    : nationalId
      ? [t('bannerNationalId'), groupedNationalId(nationalId)]
      : [t('bannerPassport'), passport];
  return (
    <Fact word={number === undefined ? t('bannerNumber') : word}>
      {number === undefined ? t('bannerNoNumber') : <span className="ltr">{number}</span>}
    </Fact>
  );
}

const signs: Readonly<Record<BannerState, Icon>> = {
  known: IconAlertTriangleFilled,
  noneKnown: IconCheck,
  notRecorded: IconHelp,
  unavailable: IconCloudOff,
};

function AllergyState({ patient, allergies }: PatientBannerProps) {
  const { t } = useWords('file');
  const { state, standing, contradicted } = allergies;
  const Sign = signs[state];
  return (
    <div className={css.allergies} data-state={state}>
      <Sign size={22} aria-hidden />
      <div>
        <p className={css.word}>{t('allergies.line', { state: t(`allergies.state.${state}`) })}</p>
        {standing.length > 0 && (
          <ul className={css.agents}>
            {standing.map(({ entry, agent, reaction }) => (
              <li key={entry}>
                <bdi>
                  <b>{agent}</b>
                  {reaction !== undefined && ` (${reaction})`}
                </bdi>
              </li>
            ))}
          </ul>
        )}
        {contradicted.length > 0 && <p className={css.contradicted}>{t('allergies.contradicted')}</p>}
      </div>
      <a
        className={css.edit}
        href={hashOf({ screen: fileScreen(patient.id, 'allergies'), call: null })}
        aria-label={t('allergies.edit')}
      >
        <IconPencil size={20} aria-hidden />
      </a>
    </div>
  );
}
