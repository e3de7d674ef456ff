import type { Rights } from '../rights/rights.ts';
import type { PatientAct } from './entries.ts';

const staffOfTheWard = { nurse: 'ward', headNurse: 'ward', doctor: 'ward', headDoctor: 'ward' } as const;
const headsOfTheWard = { headNurse: 'ward', headDoctor: 'ward' } as const;

/** P2, P5–P8, P10. `ward`: a ward that has the patient, or the one that brings them in. */
export const patientRights = {
  registered: staffOfTheWard,
  amended: staffOfTheWard,
  settled: headsOfTheWard,
  emptied: staffOfTheWard,
  noAllergiesKnown: staffOfTheWard,
  allergyAdded: staffOfTheWard,
  allergyTakenBack: staffOfTheWard,
  allergiesReviewed: { doctor: 'ward', ...headsOfTheWard },
  broughtTo: { ...staffOfTheWard, server: 'yes' },
  letGo: { ...headsOfTheWard, server: 'yes' },
  merged: headsOfTheWard,
} as const satisfies Rights<PatientAct>;
