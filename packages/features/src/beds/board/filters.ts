import { isFree } from '@healthcare/domain/stays';
import { isUnanswered } from '../../calls/index.ts';
import { kindOf } from '../ward-beds.ts';
import type { TileFacts } from './tile-facts.ts';

/** What somebody looks for on the board; every bed that is something else is dimmed and stays in its place. */
export const filters = ['all', 'call', 'leaving', 'free', 'toClean', 'isolation', 'waiting', 'mine'] as const;
export type Filter = (typeof filters)[number];

export interface Reader {
  readonly user: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

const leftUnclean: ReadonlySet<string> = new Set(['dirty', 'cleaning', 'contaminated']);

export function answers({ bed, call }: TileFacts, filter: Filter, { user, today }: Reader): boolean {
  const stay = bed.holder;
  switch (filter) {
    case 'all':
      return true;
    case 'call':
      return call !== undefined && (isUnanswered(call) || call.phase === 'open');
    case 'leaving':
      return bed.use !== 'booked' && stay?.until !== undefined && stay.until.slice(0, 10) <= today;
    case 'free':
      return isFree(bed);
    case 'toClean':
      return leftUnclean.has(kindOf(bed));
    case 'isolation':
      return (stay?.isolation ?? 'none') !== 'none';
    case 'waiting':
      return bed.use === 'booked' || bed.provisional.length > 0;
    case 'mine':
      return stay?.doctor === user || stay?.nurse === user;
  }
}
