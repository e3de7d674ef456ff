import { defineAggregate } from '../kernel/aggregate.ts';
import { withFacts, withoutFacts } from '../kernel/dispute.ts';
import type { Knows } from '../kernel/history.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import { type PatientEntry, patientEntries } from './entries.ts';
import { patientRights } from './rights.ts';
import { type Allergy, noPatient, PatientView, standingAllergies } from './view.ts';

/** P7: what belongs to no ward is held by no workstation. */
const ARCHIVE = 'archive';

/** Rules: `patients.spec.md`. */
export const patients = defineAggregate({
  name: 'patients',
  version: 1,
  // What was said before facts could be emptied is said the same way now.
  upcasts: [null],
  entries: patientEntries,
  view: PatientView,
  indexes: [['registeredAt']],
  empty: noPatient,
  apply: (patient, entry, knows) => withAllergyState(deedsAfter(patient, entry, knows)),
  decide: (patient, entry) => decided(patient, entry),
  standing: (patient, entry, author) => {
    const comesTo = entry.kind === 'registered' || entry.kind === 'broughtTo' ? [entry.data.wardId] : [];
    return { own: false, ward: [...patient.wards, ...comesTo].some((ward) => author.wards.includes(ward)) };
  },
  rights: patientRights,
  scopes: ({ state, wards }) => {
    if (state === 'none') return [];
    return wards.length > 0 ? wards.map((ward) => `ward:${ward}`) : [ARCHIVE];
  },
  patientOf: ({ state }, id) => (state === 'none' ? '' : id),
});

function deedsAfter(patient: PatientView, entry: PatientEntry, knows: Knows): PatientView {
  const deed = { entry: entry.id, by: entry.by.user, at: entry.at };
  switch (entry.kind) {
    case 'registered': {
      if (patient.state !== 'none') return patient;
      const { wardId, ...facts } = entry.data;
      const begun = { ...patient, registeredAt: entry.at, registeredBy: entry.by.user };
      const state = patient.mergedInto ? 'merged' : 'registered';
      return withFacts({ ...arrivedIn(begun, entry.id, wardId), state }, entry, facts, knows);
    }
    case 'amended':
    case 'settled':
      return withFacts(patient, entry, entry.data, knows);
    case 'emptied':
      return withoutFacts(patient, entry, entry.data.facts, knows);
    case 'noAllergiesKnown':
      return { ...patient, noneKnown: [...patient.noneKnown.filter((one) => !knows(entry.id, one.entry)), deed] };
    case 'allergyAdded': {
      const allergies = [...patient.allergies, { ...deed, ...entry.data, takenBack: null }];
      // Who adds an allergy in knowledge of "none known" answers it.
      return { ...patient, allergies, noneKnown: patient.noneKnown.filter((one) => !knows(entry.id, one.entry)) };
    }
    case 'allergyTakenBack': {
      const { allergy, reason } = entry.data;
      return withTakenBack(patient, { ...deed, reason }, (one) => one.entry === allergy);
    }
    case 'allergiesReviewed': {
      const { standing, reason } = entry.data;
      const saw = (id: string) => knows(entry.id, id);
      const reviewed = { ...patient, noneKnown: patient.noneKnown.filter((one) => !saw(one.entry)) };
      return withTakenBack(reviewed, { ...deed, reason }, (one) => saw(one.entry) && !standing.includes(one.entry));
    }
    case 'broughtTo':
      return arrivedIn(patient, entry.id, entry.data.wardId);
    case 'letGo': {
      const { wardId } = entry.data;
      // Who was brought back while apart is there still.
      return withArrivals(
        patient,
        patient.arrivals.filter((one) => one.wardId !== wardId || !knows(entry.id, one.entry)),
      );
    }
    case 'merged':
      return patient.mergedInto ? patient : { ...patient, state: 'merged', mergedInto: entry.data.into };
  }
}

/** The first who took an allergy back stays named. */
function withTakenBack(
  patient: PatientView,
  takenBack: NonNullable<Allergy['takenBack']>,
  which: (allergy: Allergy) => boolean,
): PatientView {
  const allergies = patient.allergies.map((one) =>
    one.takenBack === null && which(one) ? { ...one, takenBack } : one,
  );
  return { ...patient, allergies };
}

/** P4, P5: an allergy that stands outweighs everything that was said of none. */
function withAllergyState(patient: PatientView): PatientView {
  if (standingAllergies(patient).length > 0) return { ...patient, allergyState: 'known' };
  return { ...patient, allergyState: patient.noneKnown.length > 0 ? 'noneKnown' : 'notRecorded' };
}

function arrivedIn(patient: PatientView, entry: string, wardId: string): PatientView {
  return withArrivals(patient, [...patient.arrivals, { entry, wardId }]);
}

function withArrivals(patient: PatientView, arrivals: PatientView['arrivals']): PatientView {
  return { ...patient, arrivals, wards: [...new Set(arrivals.map(({ wardId }) => wardId))].sort() };
}

function decided(patient: PatientView, entry: PatientEntry): Refusal | null {
  if (entry.kind === 'registered') return patient.state === 'none' ? null : refusal('patient/already-registered');
  if (patient.state === 'none') return refusal('patient/unknown');
  // P8: where a merged patient is held still changes with the wards.
  if (patient.state === 'merged' && entry.kind !== 'letGo' && entry.kind !== 'broughtTo')
    return refusal('patient/merged', patient.mergedInto);
  switch (entry.kind) {
    case 'noAllergiesKnown': {
      const [standing] = standingAllergies(patient);
      return standing ? refusal('allergy/stands', standing.agent) : null;
    }
    case 'allergyTakenBack':
      return mayTakeBack(patient, entry.data.allergy);
    case 'allergiesReviewed': {
      const standing = new Set(standingAllergies(patient).map((one) => one.entry));
      const unknown = entry.data.standing.find((id) => !standing.has(id));
      return unknown === undefined ? null : refusal('allergy/unknown', unknown);
    }
    case 'allergyAdded': {
      const same = standingAllergies(patient).find((one) => sameAgent(one.agent, entry.data.agent));
      return same ? refusal('allergy/already-recorded', same.agent) : null;
    }
    case 'letGo':
      return patient.wards.includes(entry.data.wardId) ? null : refusal('patient/not-here', entry.data.wardId);
    case 'amended':
    case 'settled':
    case 'emptied':
    case 'broughtTo':
    case 'merged':
      return null;
  }
}

function mayTakeBack(patient: PatientView, id: string): Refusal | null {
  const allergy = patient.allergies.find(({ entry }) => entry === id);
  if (!allergy) return refusal('allergy/unknown', id);
  return allergy.takenBack ? refusal('allergy/taken-back', allergy.takenBack.by) : null;
}

/** Written twice is the same agent: spaces and capitals do not make another one. */
function sameAgent(a: string, b: string): boolean {
  const plain = (agent: string) => agent.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  return plain(a) === plain(b);
}
