import { callEntries } from '@healthcare/domain/calls';
import type { Call, CallAsked } from '../call.ts';
import type { RaiseDraft } from '../drafts-slice.ts';

/** What can be changed about an open call. */
export type AmendDraft = Pick<
  RaiseDraft,
  'kind' | 'priority' | 'patient' | 'patientId' | 'doctor' | 'nurse' | 'disease' | 'treatment' | 'description'
>;

export type AmendAnswer =
  | { readonly ok: true; readonly acts: readonly CallAsked[] }
  | { readonly ok: false; readonly fields: readonly string[] };

export function amendDraft(call: Call): AmendDraft {
  const { kind, priority, patient = '', disease = '', treatment = '', description = '' } = call;
  return {
    kind,
    priority,
    patient,
    patientId: call.patientId ?? null,
    disease,
    treatment,
    description,
    doctor: call.doctor ?? null,
    nurse: call.nurse ?? null,
  };
}

/**
 * C12: only what differs from what the person saw, so that two people who change different things do not disagree. What was emptied is taken
 * back. C19: a patient who was found is named by their document, in an act of its own.
 */
export function amendedFrom(call: Call, draft: AmendDraft): AmendAnswer {
  const { patientId: wasId, ...before } = amendDraft(call);
  const { patientId: toId, patient } = draft;
  const isNamed = toId !== null && toId !== undefined && (toId !== wasId || patient !== before.patient);
  const fields = (Object.keys(before) as (keyof typeof before)[]).filter((field) => !(isNamed && field === 'patient'));
  const changed = fields.filter((field) => draft[field] !== before[field]);
  const parsed = callEntries.amended.safeParse(Object.fromEntries(changed.map((field) => [field, draft[field] ?? ''])));
  if (!parsed.success) return { ok: false, fields: parsed.error.issues.map(({ path }) => String(path[0])) };
  return {
    ok: true,
    acts: [
      ...(changed.length > 0 ? [{ kind: 'amended', data: parsed.data } as const] : []),
      ...(isNamed ? [{ kind: 'patientNamed', data: { patientId: toId, patient } } as const] : []),
    ],
  };
}
