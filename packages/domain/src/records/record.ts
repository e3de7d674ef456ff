import { z } from 'zod';
import { defineAggregate } from '../kernel/aggregate.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import type { Rights } from '../rights/rights.ts';
import { FileFacts, type RecordAct, type RecordEntry, recordEntries } from './entries.ts';

/** What screens, the gateway and the file store see of a file. */
export const RecordView = z.strictObject({
  state: z.enum(['none', 'added', 'removed']),
  ...FileFacts.shape,
  wardId: z.string().max(20),
  name: z.string().max(200),
  type: z.string().max(100),
  bytes: z.number(),
  chunkBytes: z.number(),
  chunks: z.array(z.string()),
  /** Empty once the file is removed (F4). */
  key: z.string().max(43),
  addedBy: z.string().max(40),
  /** The workstation that has the file until all of it is on the server. */
  addedAt: z.string().max(24),
  removedBy: z.string().max(40),
  removedWhy: z.string().max(300),
});
export type RecordView = Readonly<z.infer<typeof RecordView>>;

const noRecord: RecordView = {
  state: 'none',
  wardId: '',
  name: '',
  type: '',
  bytes: 0,
  chunkBytes: 1,
  chunks: [],
  key: '',
  addedBy: '',
  addedAt: '',
  removedBy: '',
  removedWhy: '',
};

/** F2. `own` stands for who added the file. */
export const recordRights = {
  fileAdded: { nurse: 'ward', headNurse: 'ward', doctor: 'ward', headDoctor: 'ward' },
  removed: { nurse: 'own', headNurse: 'ward', doctor: 'own', headDoctor: 'ward' },
} as const satisfies Rights<RecordAct>;

/** Rules: `records.spec.md`. */
export const records = defineAggregate({
  name: 'records',
  version: 0,
  entries: recordEntries,
  view: RecordView,
  indexes: [['wardId', 'state']],
  empty: noRecord,
  apply: (record, entry) => recordAfter(record, entry),
  decide: (record, entry) => decided(record, entry),
  standing: (record, entry, author) => ({
    own: record.addedBy === author.user,
    ward: author.wards.includes(entry.kind === 'fileAdded' ? entry.data.wardId : record.wardId),
  }),
  rights: recordRights,
  scopes: (record) => (record.wardId ? [`ward:${record.wardId}`] : []),
});

function recordAfter(record: RecordView, entry: RecordEntry): RecordView {
  if (entry.kind === 'fileAdded') {
    if (record.state !== 'none') return record;
    return { ...record, ...entry.data, state: 'added', addedBy: entry.by.user, addedAt: entry.by.workstation };
  }
  if (record.state !== 'added') return record;
  return { ...record, state: 'removed', key: '', removedBy: entry.by.user, removedWhy: entry.data.reason };
}

function decided(record: RecordView, entry: RecordEntry): Refusal | null {
  if (entry.kind === 'fileAdded') return record.state === 'none' ? null : refusal('record/already-added');
  if (record.state === 'none') return refusal('record/unknown');
  return record.state === 'removed' ? refusal('record/already-removed', record.removedBy) : null;
}
