import { stamp } from '@healthcare/domain';
import { dueSteps, tableFor } from '@healthcare/domain/wards';
import type { WardPages } from '../../wards/index.ts';
import type { Call } from '../call.ts';

/**
 * The calls as they have to be shown and heard now (C18): with the steps that were recorded, and at a terminal that is cut off also with those
 * that have come due, whether or not somebody stands there in whose name they could be recorded.
 */
export function heardNow(calls: readonly Call[], pages: WardPages, nowMs: number, cut: boolean): readonly Call[] {
  if (!cut) return calls;
  const heard = calls.map((call) => withDueSteps(call, pages, nowMs));
  return heard.every((call, at) => call === calls[at]) ? calls : heard;
}

function withDueSteps(call: Call, pages: WardPages, nowMs: number): Call {
  const due = dueSteps(call, tableFor(call.kind, pages[call.wardId]), nowMs);
  if (due.length === 0) return call;
  const steps = due.map(({ step, to, dueMs }) => ({ step, to, entry: '', by: '', at: stamp(dueMs, 0, '') }));
  return { ...call, escalations: [...call.escalations, ...steps] };
}
