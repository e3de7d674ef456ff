import { z } from 'zod';
import { Standpoint } from '../kernel/dispute.ts';
import { AllergyFacts, PatientFacts } from './entries.ts';

const Deed = z.strictObject({ entry: z.string().max(64), by: z.string().max(40), at: z.string().max(40) });

/** P4: an allergy, who recorded it and when (a stamp), and who took it back, if anybody did. */
const Allergy = Deed.extend({
  ...AllergyFacts.shape,
  takenBack: Deed.extend({ reason: z.string().max(300) }).nullable(),
});
export type Allergy = Readonly<z.infer<typeof Allergy>>;

export const allergyStates = ['notRecorded', 'noneKnown', 'known'] as const;
export type AllergyState = (typeof allergyStates)[number];

/** What screens, search and the gateway see of a patient. */
export const PatientView = z.strictObject({
  state: z.enum(['none', 'registered', 'merged']),
  ...PatientFacts.shape,
  family: z.strictObject({ en: z.string().max(80), ar: z.string().max(80) }),
  given: z.strictObject({ en: z.string().max(80), ar: z.string().max(80) }),
  allergyState: z.enum(allergyStates),
  /** Every allergy ever recorded; those that stand have nobody in `takenBack`. */
  allergies: z.array(Allergy),
  /** Who said that none are known, as far as no later entry answers it (P5). */
  noneKnown: z.array(Deed),
  /** P7: wards that have the patient, once each. */
  wards: z.array(z.string().max(20)),
  /** The entries by which they came there, as far as nobody who knew of them let go. */
  arrivals: z.array(z.strictObject({ entry: z.string().max(64), wardId: z.string().max(20) })),
  /** P8: the document that goes on in place of this one; empty while this one does. */
  mergedInto: z.string().max(64),
  registeredAt: z.string().max(40),
  registeredBy: z.string().max(40),
  standing: z.array(Standpoint),
});
export type PatientView = Readonly<z.infer<typeof PatientView>>;

export const noPatient: PatientView = {
  state: 'none',
  identity: 'unknown',
  family: { en: '', ar: '' },
  given: { en: '', ar: '' },
  sex: 'notKnown',
  allergyState: 'notRecorded',
  allergies: [],
  noneKnown: [],
  wards: [],
  arrivals: [],
  mergedInto: '',
  registeredAt: '',
  registeredBy: '',
  standing: [],
};

/** The allergies that stand, in the order in which they were recorded. */
export function standingAllergies({ allergies }: Pick<PatientView, 'allergies'>): readonly Allergy[] {
  return allergies.filter(({ takenBack }) => takenBack === null);
}

/** P5: allergies stand, and somebody who did not know of all of them said that none are known. A review is due. */
export function contradictsItself(patient: Pick<PatientView, 'allergies' | 'noneKnown'>): boolean {
  return patient.noneKnown.length > 0 && standingAllergies(patient).length > 0;
}

/**
 * Whole years at `today` (both `YYYY-MM-DD`); of somebody born on 29 February, from 1 March on in other years. Null when the
 * date of birth is not known.
 */
export function ageAt({ born }: Pick<PatientView, 'born'>, today: string): number | null {
  if (born === undefined) return null;
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return today.slice(5) < born.slice(5) ? years - 1 : years;
}
