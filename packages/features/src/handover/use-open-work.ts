import type { Session } from '@healthcare/protocol';
import { useNow } from '@healthcare/ui';
import { useMemo } from 'react';
import { type Stay, useCurrentStaysQuery, useStayNames } from '../beds/index.ts';
import { type Call, useOpenCallsQuery } from '../calls/index.ts';
import { useDisputed } from '../disputes/index.ts';
import { useWaitingCases } from '../refusals/index.ts';
import { type OpenWork, openWork, patientsOf } from './open-work.ts';
import { shiftAt, spanOf } from './shift.ts';

/** Everything that is open, and whose patients lie in the ward. */
export interface WorkOfWard {
  /** False while something is still read. */
  readonly loaded: boolean;
  readonly items: readonly OpenWork[];
  readonly disputed: NonNullable<ReturnType<typeof useDisputed>>;
  readonly refusals: ReturnType<typeof useWaitingCases>;
  readonly patients: readonly Stay[];
  /** How the patient of a stay is called in the language in force. */
  readonly nameOf: (stay: Stay) => string;
  /** Of all of these together, patients not. */
  readonly count: number;
}

const noCalls: readonly Call[] = [];
const noStays: readonly Stay[] = [];
const noDisputes: WorkOfWard['disputed'] = [];

/** S1: calls, admissions, transfers, clean-ups, what is due, disputes, refusals. */
export function useOpenWork(session: Session, wardId: string): WorkOfWard {
  const { data: calls } = useOpenCallsQuery();
  const { data: stays } = useCurrentStaysQuery();
  const disputed = useDisputed();
  const refusals = useWaitingCases(session);
  const minuteMs = useNow(60_000);
  const dueBefore = plainTime(spanOf(shiftAt(minuteMs)).untilMs);
  const nameOf = useStayNames(stays ?? noStays);
  const items = useMemo(() => {
    const names = new Map((stays ?? noStays).map((stay) => [stay.id, nameOf(stay)]));
    const open = openWork({ wardId, calls: calls ?? noCalls, stays: stays ?? noStays, dueBefore });
    return open.map((item) => ({ ...item, patient: names.get(item.subject.id ?? '') ?? item.patient }));
  }, [wardId, calls, stays, dueBefore, nameOf]);
  const patients = useMemo(() => patientsOf(stays ?? noStays, wardId), [stays, wardId]);
  return {
    loaded: calls !== undefined && stays !== undefined && disputed !== undefined,
    items,
    disputed: disputed ?? noDisputes,
    refusals,
    patients,
    nameOf,
    count: items.length + (disputed?.length ?? 0) + refusals.length,
  };
}

/** `YYYY-MM-DDTHH:MM` of the ward's clock. */
function plainTime(ms: number): string {
  const at = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
