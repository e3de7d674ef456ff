import { z } from 'zod';
import { defineAggregate } from '../kernel/aggregate.ts';
import { Standpoint, withFacts } from '../kernel/dispute.ts';
import type { Knows } from '../kernel/history.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import type { Rights } from '../rights/rights.ts';
import { type WardEntry, WardFacts, wardEntries } from './entries.ts';

export const WardView = z.strictObject({
  state: z.enum(['none', 'open']),
  wardId: z.string().max(20),
  ...WardFacts.shape,
  standing: z.array(Standpoint),
});
export type WardView = Readonly<z.infer<typeof WardView>>;

export const noWard: WardView = { state: 'none', wardId: '', standing: [] };

const heads = { admin: 'yes', headNurse: 'ward' } as const;
const whoWorksHere = { ...heads, nurse: 'ward', doctor: 'ward', headDoctor: 'ward' } as const;

/** W1, W7. */
export const wardRights = {
  opened: whoWorksHere,
  amended: heads,
  primaryTaken: whoWorksHere,
} as const satisfies Rights<WardEntry['kind']>;

/** W6: the scope of whoever sees to it that every ward is heard. */
export const ALL_WARD_PAGES = 'wards';

/** The one document of a ward: opened while apart by two, the server takes the first, and the other is told. */
export function wardPageId(wardId: string): string {
  return `ward-${wardId}`;
}

/** Rules: `wards.spec.md`. */
export const wards = defineAggregate({
  name: 'wards',
  version: 1,
  // A workstation that takes over: nothing that was said before says anything about it.
  upcasts: [null],
  entries: wardEntries,
  view: WardView,
  indexes: [['wardId']],
  empty: noWard,
  apply: (ward, entry, knows) => wardAfter(ward, entry, knows),
  decide: (ward, entry) => decided(ward, entry),
  standing: (ward, entry, author) => ({
    own: false,
    ward: author.wards.includes(entry.kind === 'opened' ? entry.data.wardId : ward.wardId),
  }),
  rights: wardRights,
  scopes: ({ wardId }) => (wardId ? [`ward:${wardId}`, ALL_WARD_PAGES] : []),
});

function wardAfter(ward: WardView, entry: WardEntry, knows: Knows): WardView {
  if (entry.kind === 'amended') return withFacts(ward, entry, entry.data, knows);
  if (entry.kind === 'primaryTaken') return withFacts(ward, entry, { primaryStation: entry.by.workstation }, knows);
  return ward.state === 'none' ? { ...ward, state: 'open', wardId: entry.data.wardId } : ward;
}

function decided({ state }: WardView, { kind }: WardEntry): Refusal | null {
  if (kind === 'opened') return state === 'none' ? null : refusal('ward/already-open');
  return state === 'none' ? refusal('ward/unknown') : null;
}
