import { mayAct, type Person } from '@healthcare/domain';
import { handoverRights, type Subject, standingPoints } from '@healthcare/domain/handovers';
import { tell, useNow, useWords } from '@healthcare/ui';
import { useMemo } from 'react';
import { usePorts } from '../state/index.ts';
import { useNotDoneSentence } from '../sync/index.ts';
import { type Handover, type HandoverAsked, useHandOverMutation, useHandoversQuery } from './handovers-api.ts';
import { type HandoverPages, pagesOf } from './pages.ts';
import { type ShiftOfDay, shiftAt } from './shift.ts';

const none: readonly Handover[] = [];

/** What is done with handovers; each answers true when it is saved here, false when the person was told why not. */
export interface HandoverActs {
  /** Into the handover of this shift, which begins with its first note. */
  note(subject: Subject, text: string): Promise<boolean>;
  takeBack(handover: Handover, point: string, reason: string): Promise<boolean>;
  acknowledge(handover: Handover, point: string): Promise<boolean>;
  /** Everything of this shift that nobody has signed; a shift without a note is signed as well. */
  sign(handovers: readonly Handover[]): Promise<boolean>;
}

/** The ward's handovers as this shift sees them. */
export function useHandover(wardId: string) {
  const { data: handovers = none } = useHandoversQuery(wardId);
  const minuteMs = useNow(60_000);
  const { on, shift } = shiftAt(minuteMs);
  const now = useMemo((): ShiftOfDay => ({ on, shift }), [on, shift]);
  const pages = useMemo(() => pagesOf(handovers, now), [handovers, now]);
  return { now, pages, acts: useActs(wardId, now, pages) };
}

/** H1. */
export function mayHandOver({ role, wards }: Person, wardId: string): boolean {
  return mayAct(handoverRights, 'noted', role, { own: false, ward: wards.includes(wardId) });
}

/** How many notes a signature would stand under. */
export function notesIn(handovers: readonly Handover[]): number {
  return handovers.reduce((count, handover) => count + standingPoints(handover).length, 0);
}

function useActs(wardId: string, now: ShiftOfDay, { writing }: HandoverPages): HandoverActs {
  const { newId } = usePorts();
  const run = useRun();
  const begun: HandoverAsked = { kind: 'begun', data: { wardId, ...now } };
  return {
    note: (subject, text) => {
      const [into] = writing;
      const noted: HandoverAsked = { kind: 'noted', data: { subject, text } };
      return into ? run(into.id, [noted]) : run(newId(), [begun, noted]);
    },
    takeBack: ({ id }, point, reason) => run(id, [{ kind: 'takenBack', data: { point, reason } }]),
    acknowledge: ({ id }, point) => run(id, [{ kind: 'acknowledged', data: { points: [point] } }]),
    sign: async (handovers) => {
      const signed: HandoverAsked = { kind: 'signed', data: {} };
      if (handovers.length === 0) return run(newId(), [begun, signed]);
      for (const { id } of handovers) if (!(await run(id, [signed]))) return false;
      return true;
    },
  };
}

function useRun() {
  const { t } = useWords('handover');
  const sentenceOf = useNotDoneSentence();
  const [run] = useHandOverMutation();
  return async (id: string, acts: readonly HandoverAsked[]): Promise<boolean> => {
    const { error } = await run({ id, acts });
    if (!error) return true;
    tell({ title: t('notDone'), message: sentenceOf(error), tone: 'wrong' });
    return false;
  };
}
