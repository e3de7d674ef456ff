import { z } from 'zod';
import { defineAggregate } from '../kernel/aggregate.ts';
import { refusal } from '../kernel/refusal.ts';
import type { Rights } from '../rights/rights.ts';
import { type OpeningAct, openingEntries } from './entries.ts';

/** That somebody opened a patient's file. */
export const OpeningView = z.strictObject({
  state: z.enum(['none', 'opened']),
  patientId: z.string().max(64),
  by: z.string().max(40),
  /** A stamp. */
  openedAt: z.string().max(40),
  /** Empty where the file was opened without an emergency access. */
  emergency: z.string().max(64),
});
export type OpeningView = Readonly<z.infer<typeof OpeningView>>;

/** O3: whoever may read files of patients. */
export const openingRights = {
  opened: { nurse: 'yes', headNurse: 'yes', doctor: 'yes', headDoctor: 'yes', pharmacist: 'yes', admin: 'yes' },
} as const satisfies Rights<OpeningAct>;

/** The key under which the server finds who has opened a file. No session has it (O4). */
export function openingsOf(patientId: string): string {
  return `openings:${patientId}`;
}

/** Rules: `openings.spec.md`. */
export const openings = defineAggregate({
  name: 'openings',
  version: 0,
  entries: openingEntries,
  view: OpeningView,
  indexes: [],
  empty: { state: 'none', patientId: '', by: '', openedAt: '', emergency: '' },
  apply: (opening, { data, by, at }) => {
    if (opening.state === 'opened') return opening;
    const { patientId, emergency = '' } = data;
    return { state: 'opened', patientId, by: by.user, openedAt: at, emergency };
  },
  decide: ({ state }) => (state === 'none' ? null : refusal('opening/already-made')),
  standing: (_opening, _entry, _author) => ({ own: true, ward: true }),
  rights: openingRights,
  scopes: ({ patientId }) => (patientId ? [openingsOf(patientId)] : []),
});
