import type { PlainDay } from '@healthcare/ui';
import { clinicalDay, momentOf, useNow, useWords } from '@healthcare/ui';
import { useNames } from '../staff/index.ts';
import type { ShiftOfDay } from './shift.ts';

/** The namespace of handovers, with what is said of every handover. */
export function useHandoverWords() {
  const words = useWords('handover');
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  const { t, language } = words;
  return {
    ...words,
    nameOf,
    nowMs,
    moment: (ms: number) => momentOf(ms, nowMs, language),
    /** A plain time (`YYYY-MM-DDTHH:MM`) of the ward's clock. */
    plainMoment: (plain: string) => momentOf(new Date(plain).getTime(), nowMs, language),
    /** "Night shift, 05-Jan-2026". */
    shiftWord: ({ on, shift }: ShiftOfDay) => t(`shift.${shift}`, { on: clinicalDay(on as PlainDay, language) }),
    /** "Room 403, bed 2". */
    place: (room: string, bed: string) => (bed ? t('work.place', { room, bed }) : t('work.room', { room })),
    names: (users: readonly string[]) => [...new Set(users)].map(nameOf).join(language === 'ar' ? '، ' : ', '),
  };
}
