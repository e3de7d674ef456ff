import { stampMs } from '@healthcare/domain';
import type { Subject } from '@healthcare/domain/handovers';
import { bookedFor, type Claim, isProvisional, lyingIn, openTransfer, toClean } from '@healthcare/domain/stays';
import type { Stay } from '../beds/index.ts';
import type { Call } from '../calls/index.ts';

/** Kinds of work that can be open in a ward, in the order in which they are told. */
export const workKinds = [
  'call',
  'declined',
  'admission',
  'transfer',
  'move',
  'discharge',
  'leave',
  'cleaning',
] as const;
export type WorkKind = (typeof workKinds)[number];

/** One thing that the next shift has to go on with. */
export interface OpenWork {
  readonly kind: WorkKind;
  /** Of its document and what it is there: told once. */
  readonly id: string;
  readonly subject: Subject;
  readonly room: string;
  /** Label of the bed; empty for a whole room. */
  readonly bed: string;
  /** Name of the patient as it was said; empty where none was. */
  readonly patient: string;
  /** Since when it is open, wall ms. */
  readonly sinceMs: number;
  /** A plain time (`YYYY-MM-DDTHH:MM`) by which it is due; empty where there is none. */
  readonly due: string;
  /** Where a transfer goes. */
  readonly toWard?: string;
  /** The call that is open. */
  readonly call?: Call;
}

export interface WardWork {
  readonly wardId: string;
  readonly calls: readonly Call[];
  /** Stays that are not over, or whose beds are not clean. */
  readonly stays: readonly Stay[];
  /** A discharge that is expected before this plain time is work of now. */
  readonly dueBefore: string;
}

/** Everything that is open in the ward and begun by an entry: each once, by kind, the longest open first. */
export function openWork({ wardId, calls, stays, dueBefore }: WardWork): readonly OpenWork[] {
  const ofCalls = calls.filter((call) => call.wardId === wardId && call.phase === 'open').map(callWork);
  const ofStays = stays.flatMap((stay) => stayWork(stay, wardId, dueBefore));
  return [...ofCalls, ...ofStays].sort(
    (a, b) => workKinds.indexOf(a.kind) - workKinds.indexOf(b.kind) || a.sinceMs - b.sinceMs,
  );
}

/** The patients who lie in the ward, by room and bed as a person counts. */
export function patientsOf(stays: readonly Stay[], wardId: string): readonly Stay[] {
  return stays
    .filter((stay) => lyingIn(stay)?.wardId === wardId)
    .toSorted((a, b) => byName.compare(a.room, b.room) || byName.compare(a.bed, b.bed) || byName.compare(a.id, b.id));
}

/** What a point about this stay is about. */
export function subjectOfStay(stay: Stay): Subject {
  return { is: 'stay', id: stay.id, label: stay.patient.slice(0, MOST_LABEL) };
}

const byName = new Intl.Collator('en', { numeric: true });
/** As the domain has it. */
const MOST_LABEL = 120;

function callWork(call: Call): OpenWork {
  const { id, room, bed = '', patient = '', raisedAt } = call;
  const label = bed ? `${room}, ${bed}` : room;
  const subject: Subject = { is: 'call', id, label };
  return { kind: 'call', id, subject, room, bed, patient, sinceMs: stampMs(raisedAt), due: '', call };
}

function stayWork(stay: Stay, wardId: string, dueBefore: string): readonly OpenWork[] {
  const at = (kind: WorkKind, place: Pick<Claim, 'room' | 'bed' | 'at'>, due = ''): OpenWork => ({
    kind,
    id: `${stay.id} ${kind} ${place.at}`,
    subject: subjectOfStay(stay),
    room: place.room,
    bed: place.bed,
    patient: stay.patient,
    sinceMs: stampMs(place.at),
    due,
  });
  const here = (claim: Claim | undefined): claim is Claim => claim?.wardId === wardId;
  const asked = stay.claims.filter((claim) => isProvisional(claim) && here(claim));
  const booked = bookedFor(stay);
  const lies = lyingIn(stay);
  const transfer = openTransfer(stay);
  const concernsUs = transfer !== undefined && (transfer.wardId === wardId || here(lies));
  return [
    ...asked.map((claim) => at(claim.moving ? 'move' : 'admission', claim)),
    ...(here(booked) ? [at(booked.moving ? 'move' : 'admission', booked, booked.reservedFrom)] : []),
    ...(stay.state === 'declined' && stay.wardId === wardId ? [at('declined', { ...stay, at: stay.askedAt })] : []),
    ...(concernsUs ? [{ ...at('transfer', { ...(lies ?? stay), at: transfer.at }), toWard: transfer.wardId }] : []),
    ...(here(lies) && stay.until !== undefined && stay.until < dueBefore ? [at('discharge', lies, stay.until)] : []),
    ...(here(lies) && stay.leave ? [at('leave', { ...lies, at: stay.leave.at }, stay.leave.backAt)] : []),
    ...toClean(stay)
      .filter(here)
      .map((claim) => cleaning(stay, claim)),
  ];
}

/** A bed to be cleaned is told by its place: who lay in it is nobody's business any more. */
function cleaning(stay: Stay, { room, bed, roomId, bedId, entry, released, at }: Claim): OpenWork {
  const subject: Subject = { is: 'bed', id: `${roomId}/${bedId}`, label: `${room}, ${bed}` };
  const sinceMs = stampMs(released?.at ?? at);
  return { kind: 'cleaning', id: `${stay.id} cleaning ${entry}`, subject, room, bed, patient: '', sinceMs, due: '' };
}
