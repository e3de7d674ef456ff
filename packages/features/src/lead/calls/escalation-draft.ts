import type { EscalationGroup } from '@healthcare/domain/calls';
import type { EscalationTable } from '@healthcare/domain/wards';

/** A step while it is written; `id` tells it from the others, whatever is written into it. */
export interface DraftStep {
  readonly id: number;
  readonly to: EscalationGroup;
  readonly minutes: number;
}

export function draftOf(table: EscalationTable): readonly DraftStep[] {
  return table.map(({ to, after }, at) => ({ id: at, to, minutes: after / 60 }));
}

/** A further step stands behind the last: twice as late, to the head of the ward. */
export function withAnotherStep(draft: readonly DraftStep[]): readonly DraftStep[] {
  const last = draft.at(-1);
  const id = Math.max(-1, ...draft.map((step) => step.id)) + 1;
  return [...draft, { id, to: 'headNurse', minutes: last ? last.minutes * 2 : 3 }];
}
