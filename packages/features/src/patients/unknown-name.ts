import type { PatientView } from '@healthcare/domain/patients';
import { clinicalDate, clockTime } from '@healthcare/ui';

/** P1: what staff call somebody whom nobody knows, in both scripts: when they came tells them apart from the next. */
export function unknownName(sex: PatientView['sex'], nowMs: number): Pick<PatientView, 'family' | 'given'> {
  const came = (language: 'en' | 'ar') => `${clinicalDate(nowMs, language)} ${clockTime(nowMs)}`;
  return {
    family: { en: 'Unknown', ar: sex === 'female' ? 'مجهولة الهوية' : 'مجهول الهوية' },
    given: { en: `${persons[sex].en} ${came('en')}`, ar: `${persons[sex].ar} ${came('ar')}` },
  };
}

const persons = {
  female: { en: 'woman', ar: 'امرأة' },
  male: { en: 'man', ar: 'رجل' },
  notKnown: { en: 'person', ar: 'شخص' },
} as const;
