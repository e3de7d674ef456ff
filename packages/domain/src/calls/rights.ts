import type { Rights } from '../rights/rights.ts';
import type { CallAct } from './entries.ts';

const staffOfTheWard = { nurse: 'ward', headNurse: 'ward', doctor: 'ward', headDoctor: 'ward' } as const;
const headsOfTheWard = { headNurse: 'ward', headDoctor: 'ward' } as const;

/** C13. `own` stands for the person responsible. */
export const callRights = {
  raised: staffOfTheWard,
  seen: staffOfTheWard,
  accepted: staffOfTheWard,
  arrived: staffOfTheWard,
  handedBack: { nurse: 'own', headNurse: 'own', doctor: 'own', headDoctor: 'own' },
  takenOver: headsOfTheWard,
  /** By the program at a terminal, in the name of who stands there; else by the server. */
  escalated: { ...staffOfTheWard, server: 'yes' },
  patientNamed: staffOfTheWard,
  amended: staffOfTheWard,
  settled: headsOfTheWard,
  done: staffOfTheWard,
  cancelled: staffOfTheWard,
} as const satisfies Rights<CallAct>;
