import { callEntries } from '@healthcare/domain/calls';
import type { z } from 'zod';
import type { Call } from '../call.ts';
import type { RaiseDraft } from '../drafts-slice.ts';

/** What can be changed about an open call. */
export type AmendDraft = Pick<
  RaiseDraft,
  'kind' | 'priority' | 'patient' | 'doctor' | 'nurse' | 'disease' | 'treatment' | 'description'
>;

export type AmendAnswer =
  | { readonly ok: true; readonly data: z.infer<typeof callEntries.amended> }
  | { readonly ok: false; readonly fields: readonly string[] };

export function amendDraft(call: Call): AmendDraft {
  const { kind, priority, patient = '', disease = '', treatment = '', description = '' } = call;
  return {
    kind,
    priority,
    patient,
    disease,
    treatment,
    description,
    doctor: call.doctor ?? null,
    nurse: call.nurse ?? null,
  };
}

/** C12: only what differs from what the person saw, so that two people who change different things do not disagree. What was emptied is taken back. */
export function amendedFrom(call: Call, draft: AmendDraft): AmendAnswer {
  const before = amendDraft(call);
  const fields = Object.keys(before) as (keyof AmendDraft)[];
  const changed = fields.filter((field) => draft[field] !== before[field]);
  const parsed = callEntries.amended.safeParse(Object.fromEntries(changed.map((field) => [field, draft[field] ?? ''])));
  if (parsed.success) return { ok: true, data: parsed.data };
  return { ok: false, fields: parsed.error.issues.map(({ path }) => String(path[0])) };
}
