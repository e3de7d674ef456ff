import { ageAt, contradictsItself, type PatientView } from '@healthcare/domain/patients';
import { initialsOf, type Language } from '@healthcare/ui';
import type { BedPatient } from './bed-patients.ts';
import type { Stay } from './stays-api.ts';

/** What a board says of a patient at one glance. */
export interface Who {
  /** "El-Masry, Fatma"; in Arabic in the order in which it is spoken. Without a document, the name by which the bed was asked for. */
  readonly name: string;
  readonly sex: PatientView['sex'];
  /** Whole years; null where neither day nor year of birth is known. */
  readonly age: number | null;
  /** The age follows from a year that staff estimated. */
  readonly isAbout: boolean;
  readonly identity: PatientView['identity'];
  /** `disputed`: an allergy stands and somebody said that none are known. */
  readonly allergy: 'none' | 'known' | 'disputed';
}

/** `today`: `YYYY-MM-DD`. */
export function whoIs(
  stay: Pick<Stay, 'patient'>,
  patient: BedPatient | undefined,
  { language, today }: { readonly language: Language; readonly today: string },
): Who {
  if (!patient)
    return { name: stay.patient, sex: 'notKnown', age: null, isAbout: false, identity: 'known', allergy: 'none' };
  const { bornAbout, sex, identity } = patient;
  const years = ageAt(patient, today);
  const about = bornAbout === undefined ? null : Number(today.slice(0, 4)) - bornAbout;
  return {
    name: nameOf(patient, language),
    sex,
    age: years ?? about,
    isAbout: years === null && about !== null,
    identity,
    allergy: allergyOf(patient),
  };
}

/** Family name first where it is written so. */
export function nameOf({ family, given }: Pick<PatientView, 'family' | 'given'>, language: Language): string {
  return language === 'ar' ? `${given.ar} ${family.ar}` : `${family.en}, ${given.en}`;
}

/** For a board that people see who do not work here. */
export function initialsFor(name: string): string {
  return initialsOf(name.replaceAll(',', ''));
}

/** As the board is shown: to those who work here, or to everybody who passes. */
export function nameShown(name: string, named: boolean): string {
  return named ? name : initialsFor(name);
}

function allergyOf(patient: BedPatient): Who['allergy'] {
  if (contradictsItself(patient)) return 'disputed';
  return patient.allergyState === 'known' ? 'known' : 'none';
}
