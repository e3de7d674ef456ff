import { createHash } from 'node:crypto';
import { type Entry, serverAuthor, stamp } from '@healthcare/domain';
import { SEAL_BYTES } from '@healthcare/domain/records';
import type { Seed } from '../../src/seed.ts';

/** A document that carries words of its own everywhere it can, so that any trace of it in an answer is found. */
export interface Secret {
  readonly db: string;
  readonly id: string;
  /** The keys under which it may be held: for a room also that of the desks which keep all of them. */
  readonly scopes: readonly string[];
  /** In its text, its id and the ids of its entries; nowhere else. */
  readonly mark: string;
  readonly entries: readonly Entry[];
}

const startMs = Date.UTC(2026, 0, 5);

/** One document of every kind for each ward and person, and one that all staff may hold. `round` makes them others. */
export function secretsFor(round: string, wards: readonly string[], people: readonly string[]): readonly Secret[] {
  return [
    inStaff(round),
    ...wards.flatMap((ward) =>
      [room, patient, call, stay, record, handover, opening, emergency, wardPage].map((make) => make(round, ward)),
    ),
    ...people.map((person) => diary(round, person)),
  ];
}

/** Who made them, for the seed: everybody acts within their rights. */
export function seedOf(secrets: readonly Secret[]): Pick<Seed, 'people' | 'documents'> {
  const names = new Set(secrets.map(({ db }) => db));
  const documents = Object.fromEntries([...names].map((name) => [name, secrets.filter(({ db }) => db === name)]));
  const wards = secrets.flatMap(({ scopes }) => scopes.filter(isWard).map((scope) => scope.slice(5)));
  const authors = [...new Set(wards)].flatMap(
    (ward) =>
      [
        { user: `of${ward}`, role: 'nurse', wards: [ward] },
        { user: `headOf${ward}`, role: 'headNurse', wards: [ward] },
      ] as const,
  );
  return { people: [...authors, serverAuthor], documents };
}

const isWard = (scope: string) => scope.startsWith('ward:');

function inStaff(round: string): Secret {
  const mark = markOf(round, 'staff', 'all');
  const facts = { name: { en: mark, ar: mark }, sex: 'female', role: 'nurse', wards: [] };
  return secret('staff', ['staff'], mark, [{ kind: 'registered', by: 'office', data: { ...facts, person: mark } }]);
}

function room(round: string, ward: string): Secret {
  const mark = markOf(round, 'rooms', ward);
  const data = { wardId: ward, wardName: { en: mark, ar: mark }, name: mark, type: 'single', beds: [] };
  return secret('rooms', [`ward:${ward}`, 'rooms'], mark, [{ kind: 'added', by: 'office', data }]);
}

function call(round: string, ward: string): Secret {
  const mark = markOf(round, 'calls', ward);
  const data = { kind: 'assistance', priority: 'low', wardId: ward, roomId: mark, room: mark, patient: mark };
  return secret('calls', [`ward:${ward}`], mark, [{ kind: 'raised', by: `of${ward}`, data }]);
}

/** Answered already, so that the server has nothing to add. */
function stay(round: string, ward: string): Secret {
  const mark = markOf(round, 'stays', ward);
  const place = { wardId: ward, roomId: mark, room: mark, bedId: mark, bed: '1' };
  return secret('stays', [`ward:${ward}`], mark, [
    { kind: 'claimed', by: `of${ward}`, data: { ...place, patient: mark } },
    { kind: 'confirmed', by: serverAuthor.user, data: { claim: `${mark}-e0`, turn: 1 } },
  ]);
}

function patient(round: string, ward: string): Secret {
  const mark = markOf(round, 'patients', ward);
  const name = { en: mark, ar: mark };
  const data = { wardId: ward, identity: 'known', family: name, given: name, sex: 'notKnown', address: mark };
  return secret('patients', [`ward:${ward}`], mark, [{ kind: 'registered', by: `of${ward}`, data }]);
}

function handover(round: string, ward: string): Secret {
  const mark = markOf(round, 'handovers', ward);
  return secret('handovers', [`ward:${ward}`], mark, [
    { kind: 'begun', by: `of${ward}`, data: { wardId: ward, on: '2026-01-05', shift: 'night' } },
    { kind: 'noted', by: `of${ward}`, data: { subject: { is: 'ward', label: mark }, text: mark } },
  ]);
}

function emergency(round: string, ward: string): Secret {
  const mark = markOf(round, 'emergencies', ward);
  const data = { wardId: ward, patientId: mark, reason: mark, provenBy: 'pin' };
  const scopes = [`user:of${ward}`, `reviews:${ward}`, 'reviews'];
  return secret('emergencies', scopes, mark, [{ kind: 'asked', by: `of${ward}`, data }]);
}

function wardPage(round: string, ward: string): Secret {
  const mark = markOf(round, 'wards', ward);
  return secret('wards', [`ward:${ward}`, 'wards'], mark, [
    { kind: 'opened', by: `headOf${ward}`, data: { wardId: ward } },
    { kind: 'amended', by: `headOf${ward}`, data: { primaryStation: mark.slice(0, 24) } },
  ]);
}

function record(round: string, ward: string): Secret {
  const mark = markOf(round, 'records', ward);
  const chunk = createHash('sha256').update(chunkOf(mark)).digest('base64url');
  const size = { bytes: FILE_BYTES, chunkBytes: FILE_BYTES, chunks: [chunk], key: 'A'.repeat(43) };
  const data = { wardId: ward, name: mark, type: 'image/png', ...size };
  return secret('records', [`ward:${ward}`], mark, [{ kind: 'fileAdded', by: `of${ward}`, data }]);
}

/** O4: no session has its key. */
function opening(round: string, ward: string): Secret {
  const mark = markOf(round, 'openings', ward);
  return secret('openings', [], mark, [{ kind: 'opened', by: `of${ward}`, data: { patientId: mark } }]);
}

function diary(round: string, person: string): Secret {
  const mark = markOf(round, 'diaries', person);
  return secret('diaries', [`user:${person}`], mark, [
    { kind: 'written', by: person, data: { owner: person, text: mark } },
  ]);
}

const FILE_BYTES = 10;

/** The one chunk of a record's file: what a cipher would have made of it is as good as anything. */
export function chunkOf(mark: string): Buffer {
  return Buffer.alloc(FILE_BYTES + SEAL_BYTES, mark);
}

function markOf(round: string, db: string, of: string): string {
  return `zq${round}${db}${of}`;
}

interface Made {
  readonly kind: string;
  readonly by: string;
  readonly data: Entry['data'];
}

function secret(db: string, scopes: readonly string[], mark: string, made: readonly Made[]): Secret {
  const entries = made.map(({ kind, by, data }, at): Entry => {
    const after = at > 0 ? [`${mark}-e${at - 1}`] : [];
    const signer = { user: by, grant: 'seeded', workstation: 'wk-seeded' };
    return { id: `${mark}-e${at}`, kind, at: stamp(startMs + at, 0, 'wk-seeded'), by: signer, after, data };
  });
  return { db, id: mark, scopes, mark, entries };
}
