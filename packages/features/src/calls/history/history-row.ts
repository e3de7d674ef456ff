import { stampMs } from '@healthcare/domain';
import { type CallKind, type CallPriority, type CallState, responsibleFor, tookFrom } from '@healthcare/domain/calls';
import { searchable } from '../../finding/index.ts';
import type { Call } from '../call.ts';

/** A closed call, small enough to keep fifty thousand of them at hand. */
export interface HistoryRow {
  readonly id: string;
  readonly raisedMs: number;
  readonly wardId: string;
  readonly room: string;
  readonly bed: string | null;
  /** C19: the patient's document; null where they are words, or nobody. */
  readonly patientId: string | null;
  readonly kind: CallKind;
  readonly priority: CallPriority;
  readonly state: CallState;
  readonly responsible: string | null;
  readonly raisedBy: string;
  readonly about: string | null;
  /** How long until somebody accepted, ms; null if nobody did. */
  readonly acceptedAfterMs: number | null;
  /** What is searched: place and texts. Kinds and people are searched by their ids, because their names depend on the language. */
  readonly text: string;
  /** Is something of it not on the server yet? */
  readonly unsent: boolean;
}

export function historyRow(call: Call): HistoryRow {
  return {
    id: call.id,
    raisedMs: call.raisedAt ? stampMs(call.raisedAt) : 0,
    wardId: call.wardId,
    room: call.room,
    bed: call.bed ?? null,
    patientId: call.patientId ?? null,
    kind: call.kind,
    priority: call.priority,
    state: call.state,
    responsible: responsibleFor(call) ?? null,
    raisedBy: call.raisedBy,
    about: call.description ?? call.treatment ?? call.disease ?? null,
    acceptedAfterMs: tookFrom(call, call.acceptances),
    text: searchable(textOf(call)),
    unsent: call.unsent.length > 0,
  };
}

function textOf(call: Call): string {
  const notes = call.closings.map(({ note }) => note);
  const texts = [call.room, call.bed, call.patient, call.disease, call.treatment, call.description, ...notes];
  return texts.filter(Boolean).join('\n');
}
