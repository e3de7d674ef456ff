import { dueSteps, tableFor } from '@healthcare/domain/wards';
import { useNow } from '@healthcare/ui';
import { useEffect } from 'react';
import { useSelector } from 'react-redux';
import { personOf, sessionOf } from '../../session/index.ts';
import { isCut } from '../../sync/index.ts';
import { useWardPagesQuery } from '../../wards/index.ts';
import { mayRaise } from '../acts.ts';
import { useActMutation, useOpenCallsQuery } from '../calls-api.ts';

/**
 * While the server is away, this terminal records the steps that come due, in the name of who stands here (C18); the server does it otherwise. Nothing
 * is told to anybody who is in the way of it: a step that somebody else has recorded meanwhile is refused by the call's own rules. Draws nothing.
 */
export function EscalationRecorder() {
  const session = useSelector(sessionOf);
  const cut = useSelector(isCut);
  const { data: calls } = useOpenCallsQuery();
  const { data: pages } = useWardPagesQuery();
  const [record] = useActMutation();
  const nowMs = useNow();
  useEffect(() => {
    if (!cut || !session || !calls || !pages) return;
    for (const call of calls) {
      const [due] = dueSteps(call, tableFor(call.kind, pages[call.wardId]), nowMs);
      if (!due || !mayRaise(personOf(session), call.wardId)) continue;
      void record({ id: call.id, act: { kind: 'escalated', data: { step: due.step, to: due.to } } });
    }
  }, [cut, session, calls, pages, nowMs, record]);
  return null;
}
