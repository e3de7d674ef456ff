import { isOfNewerProgram } from '@healthcare/domain';
import {
  type Allergy,
  contradictsItself,
  type PatientView,
  patients,
  standingAllergies,
} from '@healthcare/domain/patients';
import type { Patient } from '../patients/index.ts';

/** An allergy and the document it stands in: of one person there can be several (P8). */
export interface AllergyIn extends Allergy {
  readonly patient: string;
}

/** As the banner has it. `unavailable`: it is not known here what stands, and nobody may take it for "none". */
export type BannerState = 'known' | 'noneKnown' | 'notRecorded' | 'unavailable';

/** What does not this person tolerate, over all of their documents. */
export interface Allergies {
  readonly state: BannerState;
  readonly standing: readonly AllergyIn[];
  /** The same, those that somebody took back included. */
  readonly ever: readonly AllergyIn[];
  readonly noneKnown: PatientView['noneKnown'];
  /** P5: documents in which somebody said that none are known while an allergy stands. */
  readonly contradicted: readonly string[];
}

/**
 * P4, P5, P8: an allergy that stands in any document of the person stands. Where a document is missing, or holds what only a newer program
 * can read, the state is `unavailable`, and what is known is listed all the same.
 */
export function allergiesOf(documents: readonly Patient[], isComplete: boolean): Allergies {
  const ever = documents.flatMap(({ id, allergies }) => allergies.map((one) => ({ ...one, patient: id })));
  const standing = documents.flatMap((one) =>
    standingAllergies(one).map((allergy) => ({ ...allergy, patient: one.id })),
  );
  const noneKnown = documents.flatMap((one) => one.noneKnown);
  const contradicted = documents.filter(contradictsItself).map(({ id }) => id);
  const isReadable = isComplete && documents.every((one) => !one.entries.some((entry) => isNewer(entry)));
  return { state: stateOf(isReadable, standing, noneKnown), standing, ever, noneKnown, contradicted };
}

function isNewer(entry: Patient['entries'][number]): boolean {
  return isOfNewerProgram(patients as never, entry);
}

function stateOf(
  isReadable: boolean,
  standing: readonly AllergyIn[],
  noneKnown: PatientView['noneKnown'],
): BannerState {
  if (!isReadable) return 'unavailable';
  if (standing.length > 0) return 'known';
  return noneKnown.length > 0 ? 'noneKnown' : 'notRecorded';
}
