import { type Entry, ordered, stampMs } from '@healthcare/domain';
import type { MemberView } from '@healthcare/domain/staff';

/** One time on duty, wall ms; `untilMs` null while it lasts. */
export interface DutyTime {
  readonly fromMs: number;
  readonly untilMs: number | null;
}

/** When somebody was on duty, the earliest first, from what they and their heads recorded. Said twice counts from the first. */
export function dutyTimes(entries: readonly Entry[]): readonly DutyTime[] {
  const times: DutyTime[] = [];
  for (const { kind, at } of ordered(entries)) {
    const last = times.at(-1);
    const isOn = last?.untilMs === null;
    if (kind === 'wentOnDuty' && !isOn) times.push({ fromMs: stampMs(at), untilMs: null });
    if ((kind === 'leftDuty' || kind === 'ended') && last && isOn)
      times.splice(-1, 1, { ...last, untilMs: stampMs(at) });
  }
  return times;
}

/** Since when this person is on duty; null when they are not. */
export function onDutySince(member: MemberView & { readonly entries: readonly Entry[] }): number | null {
  return member.onDuty ? (dutyTimes(member.entries).findLast(({ untilMs }) => untilMs === null)?.fromMs ?? null) : null;
}
