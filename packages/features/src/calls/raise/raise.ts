import { type CallKind, type CallPriority, callEntries, type Raised } from '@healthcare/domain/calls';
import type { z } from 'zod';
import type { Room } from '../../rooms/index.ts';
import type { RaiseDraft } from '../drafts-slice.ts';

/** The priority that a kind usually has; the person can choose another. */
export const usualPriority: Readonly<Record<CallKind, CallPriority>> = {
  emergency: 'high',
  assistance: 'medium',
  treatment: 'low',
  surgery: 'medium',
};

/** The most frequent call stands ready: then a bed and one press raise it. */
export function newDraft(newId: () => string): RaiseDraft {
  return {
    callId: newId(),
    entryId: newId(),
    kind: 'assistance',
    priority: usualPriority.assistance,
    roomId: null,
    bed: null,
    patient: '',
    patientId: null,
    doctor: null,
    nurse: null,
    disease: '',
    treatment: '',
    description: '',
  };
}

/** What is to be saved, or the fields that the domain does not take as they are. */
export type RaiseAnswer =
  | { readonly ok: true; readonly data: z.infer<typeof Raised> }
  | { readonly ok: false; readonly fields: readonly string[] };

/** The draft as an entry, judged by the domain's own shape. Empty texts are not said at all. */
export function raisedFrom(draft: RaiseDraft, room: Room | undefined): RaiseAnswer {
  if (!room) return { ok: false, fields: ['roomId'] };
  const { kind, priority, bed, patient, doctor, nurse, disease, treatment, description } = draft;
  const asked = { bed, patient, doctor, nurse, disease, treatment, description };
  const said = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null && value.trim() !== ''));
  const place = { wardId: room.wardId, roomId: room.id, room: room.name };
  const parsed = callEntries.raised.safeParse({ kind, priority, ...place, ...said });
  if (parsed.success) return { ok: true, data: parsed.data };
  return { ok: false, fields: [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))] };
}
