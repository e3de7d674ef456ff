import { stampMs } from '@healthcare/domain';
import { searchable } from '../../finding/index.ts';
import type { Stay } from '../stays-api.ts';

/** A stay that is over, small enough to keep ten thousand of them at hand. */
export interface StayRow {
  readonly id: string;
  readonly askedMs: number;
  readonly patient: string;
  readonly patientId: string;
  readonly room: string;
  readonly bed: string;
  /** Every room in which the patient had a bed. */
  readonly rooms: readonly string[];
  readonly doctor: string | null;
  readonly nurse: string | null;
  readonly disease: string;
  readonly treatment: string;
  readonly description: string;
  /** When the patient came into their first bed and left the last, wall ms; null: they never did. */
  readonly fromMs: number | null;
  readonly untilMs: number | null;
  readonly state: Stay['state'];
  /** Why it ended. */
  readonly reason: string;
  /** What is searched; people are searched by their ids, because their names depend on the language. */
  readonly text: string;
}

export function stayRow(stay: Stay): StayRow {
  const { id, askedAt, patient, patientId, room, bed, disease = '', treatment = '', description = '', state } = stay;
  const held = stay.claims.filter(({ answer }) => answer.is === 'confirmed');
  const came = held.find(({ arrived }) => arrived !== null)?.arrived;
  const ended = stay.departures[0] ?? (state === 'withdrawn' ? stay.withdrawals[0] : undefined);
  const reason = ended?.reason ?? '';
  return {
    id,
    askedMs: askedAt ? stampMs(askedAt) : 0,
    patient,
    patientId,
    room,
    bed,
    rooms: [...new Set(held.map(({ roomId }) => roomId))],
    doctor: stay.doctor ?? null,
    nurse: stay.nurse ?? null,
    disease,
    treatment,
    description,
    fromMs: came ? stampMs(came.at) : null,
    untilMs: came && ended ? stampMs(ended.at) : null,
    state,
    reason,
    text: searchable([patient, `${room}-${bed}`, room, disease, treatment, description, reason].join('\n')),
  };
}
