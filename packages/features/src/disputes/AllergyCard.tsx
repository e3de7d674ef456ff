import { type Person, stampMs } from '@healthcare/domain';
import { standingAllergies } from '@healthcare/domain/patients';
import { IconArrowsSplit2, momentOf, useNow, useWords } from '@healthcare/ui';
import { fileScreen, mayActOnPatient, type Patient, usePatientWords } from '../patients/index.ts';
import { useNames } from '../staff/index.ts';
import { hashOf } from '../state/index.ts';
import css from './DisputeList.module.css';

/** P5: somebody said that no allergies are known, and somebody else recorded one. It is reviewed in the file, where everything stands. */
export function AllergyCard({ patient, person }: { readonly patient: Patient; readonly person: Person }) {
  const { t, language } = useWords('disputes');
  const { labelOf } = usePatientWords();
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  const name = labelOf(patient);
  const said = ({ by, at }: { readonly by: string; readonly at: string }) =>
    t('saidBy', { name: nameOf(by), at: momentOf(stampMs(at), nowMs, language) });
  const reviews = mayActOnPatient('allergiesReviewed', person, patient.wards);
  return (
    <article className={css.disputed} aria-label={t('allergies.of', { patient: name })}>
      <header>
        <h2>
          <IconArrowsSplit2 size={24} stroke={1.75} aria-hidden />
          {t('allergies.of', { patient: name })}
        </h2>
        <a href={hashOf({ screen: fileScreen(patient.id, 'allergies'), call: null })}>
          {t(reviews ? 'allergies.review' : 'file')}
        </a>
      </header>
      <p className={css.who}>{t(reviews ? 'allergies.you' : 'allergies.decides')}</p>
      <div className={css.dispute}>
        <ul>
          {patient.noneKnown.map((one) => (
            <li key={one.entry}>
              <b>{t('allergies.none')}</b>
              <span className={css.who}>{said(one)}</span>
            </li>
          ))}
          {standingAllergies(patient).map((one) => (
            <li key={one.entry}>
              <b>
                <bdi>{one.agent}</bdi>
              </b>
              <span className={css.who}>{said(one)}</span>
            </li>
          ))}
        </ul>
      </div>
    </article>
  );
}
