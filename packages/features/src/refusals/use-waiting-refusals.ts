import type { Session } from '@healthcare/protocol';
import { useRefusalsQuery } from '../sync/index.ts';
import { casesIn, mayHandle } from './refusal-list.ts';

/** How many wait: of this terminal, and of those that this person may handle from anywhere. */
export function useWaitingRefusals(session: Session): number {
  const { data = [] } = useRefusalsQuery();
  return casesIn(data).waiting.filter(({ refusal }) => refusal.here || mayHandle(refusal, session)).length;
}
