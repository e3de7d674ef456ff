import type { Rights } from '../rights/rights.ts';
import type { StayAct } from './entries.ts';

const staffOfTheWard = { nurse: 'ward', headNurse: 'ward', doctor: 'ward', headDoctor: 'ward' } as const;
const headsOfTheWard = { headNurse: 'ward', headDoctor: 'ward' } as const;
const theServer = { server: 'yes' } as const;

/** B3, B10, B13. */
export const stayRights = {
  claimed: staffOfTheWard,
  confirmed: theServer,
  declined: theServer,
  withdrawn: staffOfTheWard,
  arrived: staffOfTheWard,
  amended: staffOfTheWard,
  settled: headsOfTheWard,
  wentOnLeave: staffOfTheWard,
  cameBack: staffOfTheWard,
  transferAsked: staffOfTheWard,
  transferRefused: staffOfTheWard,
  transferWithdrawn: staffOfTheWard,
  left: staffOfTheWard,
  cleaningBegun: staffOfTheWard,
  cleaned: staffOfTheWard,
} as const satisfies Rights<StayAct>;
