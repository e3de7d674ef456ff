import type { Session } from '@healthcare/protocol';
import { useRefusalsQuery } from '../sync/index.ts';
import { casesIn, mayHandle, type RefusalCase } from './refusal-list.ts';

/** Those that wait: of this terminal, and of those that this person may handle from anywhere. */
export function useWaitingCases(session: Session): readonly RefusalCase[] {
  const { data = [] } = useRefusalsQuery();
  return casesIn(data).waiting.filter(({ refusal }) => refusal.here || mayHandle(refusal, session));
}

/** How many wait. */
export function useWaitingRefusals(session: Session): number {
  return useWaitingCases(session).length;
}
