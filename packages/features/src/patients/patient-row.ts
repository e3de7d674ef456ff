import { isDisputed } from '@healthcare/domain';
import { contradictsItself, type PatientView } from '@healthcare/domain/patients';
import { nameWords, searchable, withoutArticle } from '../finding/index.ts';

/** What lists say of a patient, and what they are found by. */
export interface PatientRow
  extends Pick<
    PatientView,
    'state' | 'identity' | 'family' | 'given' | 'sex' | 'born' | 'bornAbout' | 'fileNumber' | 'mergedInto'
  > {
  readonly id: string;
  /** Two people said different things of a fact while apart (P2). */
  readonly disputed: boolean;
  /** P5: a review of the allergies is due. */
  readonly contradicted: boolean;
  /** Words of the name in both scripts, folded; a space before and after each, so that a beginning is found as a part. */
  readonly names: string;
  /** Numbers, digits and small letters only; a space before and after each. */
  readonly numbers: string;
}

export function patientRow({ id, ...patient }: PatientView & { readonly id: string }): PatientRow {
  const { state, identity, family, given, sex, born, bornAbout, fileNumber, mergedInto } = patient;
  const words = [given.en, family.en, given.ar, family.ar].flatMap(nameWords).flatMap(withoutArticle);
  const { nationalId, passport, insurance, phone, contactPhone } = patient;
  const numbers = [nationalId, fileNumber, phone, passport, insurance, contactPhone].flatMap((one) =>
    one === undefined ? [] : [numberAsCompared(one)],
  );
  return {
    id,
    state,
    identity,
    family,
    given,
    sex,
    mergedInto,
    disputed: isDisputed(patient.standing),
    contradicted: contradictsItself(patient),
    ...(born !== undefined && { born }),
    ...(bornAbout !== undefined && { bornAbout }),
    ...(fileNumber !== undefined && { fileNumber }),
    names: ` ${[...new Set(words)].join(' ')} `,
    numbers: ` ${numbers.join(' ')} `,
  };
}

/** Without the signs between its groups: "HC-004 012" is found by "hc004012" and by "4012". */
export function numberAsCompared(number: string): string {
  return searchable(number).replace(/[^a-z0-9]/g, '');
}
