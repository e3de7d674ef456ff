import type { Rights } from '../rights/rights.ts';
import type { StayAct } from './entries.ts';

const staffOfTheWard = { nurse: 'ward', headNurse: 'ward', doctor: 'ward', headDoctor: 'ward' } as const;
const theServer = { server: 'yes' } as const;

/** B3, B10. */
export const stayRights = {
  claimed: staffOfTheWard,
  confirmed: theServer,
  declined: theServer,
  withdrawn: staffOfTheWard,
  left: staffOfTheWard,
} as const satisfies Rights<StayAct>;
