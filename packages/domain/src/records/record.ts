import { z } from 'zod';
import { defineAggregate } from '../kernel/aggregate.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import type { Rights } from '../rights/rights.ts';
import { FileFacts, HistoryFacts, type RecordAct, type RecordEntry, recordEntries } from './entries.ts';

/** What screens, the gateway and the file store see of a record: a file, or an event of the medical history (F7). */
export const RecordView = z.strictObject({
  state: z.enum(['none', 'added', 'removed']),
  is: z.enum(['file', 'history']),
  ...FileFacts.shape,
  ...HistoryFacts.shape,
  wardId: z.string().max(20),
  /** F8: wards that may read it, the one where it was recorded among them. */
  wards: z.array(z.string().max(20)),
  /** The patient it is about; empty where it is about something else, or only about the ward. */
  patientId: z.string().max(64),
  disease: z.string().max(120),
  on: z.string().max(10),
  name: z.string().max(200),
  type: z.string().max(100),
  bytes: z.number(),
  chunkBytes: z.number(),
  chunks: z.array(z.string()),
  /** Empty once the file is removed (F4). */
  key: z.string().max(43),
  addedBy: z.string().max(40),
  /** A stamp. */
  recordedAt: z.string().max(40),
  /** The workstation that has the file until all of it is on the server. */
  addedAt: z.string().max(24),
  removedBy: z.string().max(40),
  removedWhy: z.string().max(300),
});
export type RecordView = Readonly<z.infer<typeof RecordView>>;

const noRecord: RecordView = {
  state: 'none',
  is: 'file',
  wardId: '',
  wards: [],
  patientId: '',
  disease: '',
  on: '',
  name: '',
  type: '',
  bytes: 0,
  chunkBytes: 1,
  chunks: [],
  key: '',
  addedBy: '',
  recordedAt: '',
  addedAt: '',
  removedBy: '',
  removedWhy: '',
};

const staffOfTheWard = { nurse: 'ward', headNurse: 'ward', doctor: 'ward', headDoctor: 'ward' } as const;

/** F2, F7, F8. `own` stands for who added it. */
export const recordRights = {
  fileAdded: staffOfTheWard,
  historyAdded: staffOfTheWard,
  sharedWith: { server: 'yes' },
  removed: { nurse: 'own', headNurse: 'ward', doctor: 'own', headDoctor: 'ward' },
} as const satisfies Rights<RecordAct>;

/** Rules: `records.spec.md`. */
export const records = defineAggregate({
  name: 'records',
  version: 1,
  upcasts: [null],
  entries: recordEntries,
  view: RecordView,
  indexes: [['wardId', 'state']],
  empty: noRecord,
  apply: (record, entry) => recordAfter(record, entry),
  decide: (record, entry) => decided(record, entry),
  standing: (record, entry, author) => ({
    own: record.addedBy === author.user,
    ward: wardsFor(record, entry).some((ward) => author.wards.includes(ward)),
  }),
  rights: recordRights,
  scopes: ({ wards }) => wards.map((ward) => `ward:${ward}`),
  patientOf: ({ patientId }) => patientId,
});

/** Who adds something stands to it by the ward they add it in. */
function wardsFor(record: RecordView, entry: RecordEntry): readonly string[] {
  return isFirst(entry) ? [entry.data.wardId] : record.wards;
}

type First = Extract<RecordEntry, { kind: 'fileAdded' | 'historyAdded' }>;

function isFirst(entry: RecordEntry): entry is First {
  return entry.kind === 'fileAdded' || entry.kind === 'historyAdded';
}

function recordAfter(record: RecordView, entry: RecordEntry): RecordView {
  if (isFirst(entry)) return record.state === 'none' ? begun(record, entry) : record;
  if (entry.kind === 'sharedWith') {
    if (record.state === 'none') return record;
    return { ...record, wards: [...new Set([...record.wards, entry.data.wardId])].sort() };
  }
  if (record.state !== 'added') return record;
  return { ...record, state: 'removed', key: '', removedBy: entry.by.user, removedWhy: entry.data.reason };
}

function begun(record: RecordView, entry: First): RecordView {
  const by = { addedBy: entry.by.user, addedAt: entry.by.workstation, recordedAt: entry.at };
  const common = { ...record, state: 'added' as const, ...by, wards: [entry.data.wardId] };
  if (entry.kind === 'historyAdded') return { ...common, is: 'history', ...entry.data };
  const { about } = entry.data;
  return { ...common, is: 'file', ...entry.data, patientId: about?.db === 'patients' ? about.id : '' };
}

function decided(record: RecordView, entry: RecordEntry): Refusal | null {
  if (isFirst(entry)) return record.state === 'none' ? null : refusal('record/already-added');
  if (record.state === 'none') return refusal('record/unknown');
  if (entry.kind === 'sharedWith') return null;
  return record.state === 'removed' ? refusal('record/already-removed', record.removedBy) : null;
}
