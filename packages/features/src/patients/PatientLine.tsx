import { IconArrowsSplit2, IconHelp, Pill } from '@healthcare/ui';
import css from './PatientLine.module.css';
import type { PatientRow } from './patient-row.ts';
import { usePatientWords } from './patient-words.ts';

/** A patient in a list: name in both scripts, sex, birth and the number on the wristband, so that two of one name are told apart. */
export function PatientLine({ row }: { readonly row: PatientRow }) {
  const { t, language, sexOf, bornOf } = usePatientWords();
  const { family, given, fileNumber, identity, state } = row;
  const other = language === 'ar' ? 'en' : 'ar';
  const otherName = `${given[other]} ${family[other]}`;
  const isOther = family[other] !== family[language] || given[other] !== given[language];
  return (
    <span className={css.line}>
      <span className={css.name}>
        <bdi>
          <b>{family[language]}</b>
          {t('comma')}
          {given[language]}
        </bdi>
        {isOther && (
          <bdi className={css.other} lang={other}>
            {otherName}
          </bdi>
        )}
        {identity === 'unknown' && <Pill icon={IconHelp}>{t('identity.unknown')}</Pill>}
        {state === 'merged' && <Pill icon={IconArrowsSplit2}>{t('merged.short')}</Pill>}
      </span>
      <span className={css.facts}>
        <span>{sexOf(row)}</span>
        <span>
          <bdi>{bornOf(row)}</bdi>
        </span>
        {fileNumber !== undefined && <span className="ltr">{fileNumber}</span>}
      </span>
    </span>
  );
}
