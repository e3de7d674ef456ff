import { type Entry, serverAuthor, stampMs, understood } from '@healthcare/domain';
import { type HandoverView, standingPoints } from '@healthcare/domain/handovers';
import { type PatientEntry, patients } from '@healthcare/domain/patients';
import { type StayEntry, stays } from '@healthcare/domain/stays';
import type { HistoryRow } from '../../calls/index.ts';
import type { Patient } from '../../patients/index.ts';
import type { RecordRow } from '../../records/index.ts';
import type { HeldStay } from '../stay-book.ts';

export type HappeningArea = 'patient' | 'allergy' | 'stay' | 'call' | 'history' | 'file' | 'note';

/** One line of the timeline. `what`: the act, in the words of its area; `about`: what the sentence about it names. */
export interface Happening {
  readonly id: string;
  readonly atMs: number;
  readonly area: HappeningArea;
  readonly what: string;
  readonly about: Readonly<Record<string, string>>;
  /** As somebody wrote it; null where nothing was written. */
  readonly text: string | null;
  /** Null: the server, by itself. */
  readonly by: string | null;
  /** Kept on this workstation only, so far. */
  readonly unsent: boolean;
  /** Facts that were changed, by the domain's names. */
  readonly fields?: readonly string[];
}

export interface FileContents {
  readonly documents: readonly Patient[];
  readonly stays: readonly HeldStay[];
  readonly records: readonly RecordRow[];
  readonly calls: readonly HistoryRow[];
  readonly handovers: readonly (HandoverView & { readonly id: string; readonly unsent: readonly string[] })[];
}

/** Everything that happened to a patient, the latest first. What only a newer program can read is among it, and says so. */
export function happeningsOf({
  documents,
  stays: theirs,
  records,
  calls,
  handovers,
}: FileContents): readonly Happening[] {
  const stayIds = new Set(theirs.map(({ id }) => id));
  const all = [
    ...documents.flatMap(ofPatient),
    ...theirs.flatMap(ofStay),
    ...records.flatMap(ofRecord),
    ...calls.map(ofCall),
    ...handovers.flatMap((handover) => ofHandover(handover, stayIds)),
  ];
  return all.sort((a, b) => b.atMs - a.atMs || (a.id < b.id ? 1 : -1));
}

const nothing = { about: {}, text: null };

function ofPatient(patient: Patient): readonly Happening[] {
  const agents = new Map(patient.allergies.map(({ entry, agent }) => [entry, agent]));
  return patient.entries.map((entry) => {
    const said = understood(patients, entry);
    return { ...happening(entry, patient), ...(said ? toldOfPatient(said, agents) : newer) };
  });
}

type Told = Pick<Happening, 'area' | 'what' | 'about' | 'text' | 'fields'>;

const newer: Told = { ...nothing, area: 'patient', what: 'newer' };

function toldOfPatient(said: PatientEntry, agents: ReadonlyMap<string, string>): Told {
  switch (said.kind) {
    case 'registered':
    case 'broughtTo':
    case 'letGo':
      return { area: 'patient', what: said.kind, about: { ward: said.data.wardId }, text: null };
    case 'amended':
    case 'settled':
      return { ...nothing, area: 'patient', what: said.kind, fields: Object.keys(said.data) };
    case 'emptied':
      return { ...nothing, area: 'patient', what: said.kind, fields: said.data.facts };
    case 'merged':
      return { area: 'patient', what: 'merged', about: {}, text: said.data.reason };
    case 'noAllergiesKnown':
      return { ...nothing, area: 'allergy', what: said.kind };
    case 'allergyAdded':
      return { area: 'allergy', what: said.kind, about: { agent: said.data.agent }, text: said.data.reaction ?? null };
    case 'allergyTakenBack': {
      const { allergy, reason } = said.data;
      return { area: 'allergy', what: said.kind, about: { agent: agents.get(allergy) ?? '' }, text: reason };
    }
    case 'allergiesReviewed':
      return { area: 'allergy', what: said.kind, about: {}, text: said.data.reason };
  }
}

/** Cleaning is the bed's, not the patient's; an answer of the server to a claim is told as the bed's being given or not. */
function ofStay(stay: HeldStay): readonly Happening[] {
  const places = new Map(stay.claims.map(({ entry, room, bed }) => [entry, { room, bed }]));
  return stay.entries.flatMap((entry): Happening[] => {
    const said = understood(stays, entry);
    const common = { ...happening(entry, stay), area: 'stay' as const };
    if (!said) return [{ ...common, ...nothing, what: 'newer' }];
    if (said.kind === 'cleaningBegun' || said.kind === 'cleaned') return [];
    return [{ ...common, what: said.kind, ...toldOfStay(said, places) }];
  });
}

type Places = ReadonlyMap<string, { readonly room: string; readonly bed: string }>;

function toldOfStay(said: StayEntry, places: Places): Pick<Happening, 'about' | 'text' | 'fields'> {
  switch (said.kind) {
    case 'claimed':
      return { about: { room: said.data.room, bed: said.data.bed }, text: null };
    case 'confirmed':
    case 'declined':
    case 'arrived':
      return { about: { room: '', bed: '', ...places.get(said.data.claim) }, text: null };
    case 'amended':
    case 'settled':
      return { ...nothing, fields: Object.keys(said.data) };
    case 'transferAsked':
      return { about: { ward: said.data.wardId }, text: said.data.reason };
    case 'withdrawn':
    case 'left':
    case 'transferRefused':
    case 'transferWithdrawn':
      return { about: {}, text: said.data.reason };
    case 'wentOnLeave':
    case 'cameBack':
    case 'cleaningBegun':
    case 'cleaned':
      return nothing;
  }
}

function ofRecord(record: RecordRow): readonly Happening[] {
  const { id, recordedMs, removedMs, is, name, disease, on, addedBy, removedBy, removedWhy, unsent } = record;
  const area = is === 'file' ? 'file' : 'history';
  const about = { name, disease, on };
  const text = [record.treatment, record.description].filter(Boolean).join('. ') || null;
  const added = { id, atMs: recordedMs, area, what: 'added', about, text, by: addedBy, unsent } as const;
  if (removedMs === null) return [added];
  return [
    added,
    { id: `${id} removed`, atMs: removedMs, area, what: 'removed', about, text: removedWhy, by: removedBy, unsent },
  ];
}

function ofCall({ id, raisedMs, room, bed, kind, state, about, raisedBy, unsent }: HistoryRow): Happening {
  const place = { room, bed: bed ?? '', kind, state };
  return { id, atMs: raisedMs, area: 'call', what: 'raised', about: place, text: about, by: raisedBy, unsent };
}

function ofHandover(handover: FileContents['handovers'][number], stayIds: ReadonlySet<string>): readonly Happening[] {
  return standingPoints(handover)
    .filter(({ subject }) => subject.is === 'stay' && subject.id !== undefined && stayIds.has(subject.id))
    .map(({ entry, by, at, text }) => ({
      id: entry,
      atMs: stampMs(at),
      area: 'note',
      what: 'noted',
      about: {},
      text,
      by,
      unsent: handover.unsent.includes(entry),
    }));
}

function happening(entry: Entry, { unsent }: { readonly unsent: readonly string[] }) {
  const by = entry.by.user === serverAuthor.user ? null : entry.by.user;
  return { id: entry.id, atMs: stampMs(entry.at), by, unsent: unsent.includes(entry.id) };
}
