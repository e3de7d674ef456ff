import { ageAt, type PatientView } from '@healthcare/domain/patients';
import { clinicalDay, type Language, type PlainDay, type Say, useNow, useWords } from '@healthcare/ui';
import { dayOf } from './typed-day.ts';

type Called = Pick<PatientView, 'family' | 'given'> & Partial<Pick<PatientView, 'identity'>>;
type Born = Pick<PatientView, 'born' | 'bornAbout'>;

/** "Fatma Hassan El-Masry", as stays and calls name a patient, or "Unknown woman 26-Nov-2026 03:10"; at most 120 letters, as they take. */
export function patientLabel({ family, given, identity }: Called, language: Language): string {
  const familyFirst = identity === 'unknown' && language === 'en';
  const spoken = familyFirst ? [family.en, given.en] : [given[language], family[language]];
  return spoken.join(' ').trim().slice(0, 120);
}

export interface PatientWords {
  readonly t: Say;
  readonly language: Language;
  /** "Fatma Hassan El-Masry". */
  labelOf(patient: Called): string;
  /** "05-Apr-1958 (68 y)", "about 1958 (about 68 y)", or that it is not known. */
  bornOf(patient: Born): string;
  /** "68 y", for lists; empty when it is not known. */
  ageOf(patient: Born): string;
  sexOf(patient: Pick<PatientView, 'sex'>): string;
}

/** How patients are called on the screen, in the language in force. */
export function usePatientWords(): PatientWords {
  const { t, language } = useWords('patients');
  const nowMs = useNow(60_000);
  const today = dayOf(nowMs);
  const ageOf = ({ born, bornAbout }: Born): string => {
    const years = born === undefined ? null : ageAt({ born }, today);
    if (born !== undefined && years !== null)
      return years < 2 && years >= 0
        ? t('months', { count: monthsBetween(born, today) })
        : t('years', { count: Math.max(0, years) });
    if (bornAbout === undefined) return '';
    return t('aboutYears', { count: Math.max(0, Number(today.slice(0, 4)) - bornAbout) });
  };
  return {
    t,
    language,
    labelOf: (patient) => patientLabel(patient, language),
    ageOf,
    bornOf: (patient) => {
      const { born, bornAbout } = patient;
      if (born !== undefined)
        return t('bornAge', { born: clinicalDay(born as PlainDay, language), age: ageOf(patient) });
      return bornAbout === undefined ? t('notKnown') : t('bornAge', { born: String(bornAbout), age: ageOf(patient) });
    },
    sexOf: ({ sex }) => t(`sex.${sex}`),
  };
}

/** Whole months from one day to another, for children whom years do not describe. */
function monthsBetween(from: string, to: string): number {
  const [y1 = 0, m1 = 0, d1 = 0] = from.split('-').map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = to.split('-').map(Number);
  return Math.max(0, (y2 - y1) * 12 + m2 - m1 - (d2 < d1 ? 1 : 0));
}
