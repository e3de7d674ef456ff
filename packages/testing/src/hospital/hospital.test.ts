import { allAggregates, documentOf, type Entries, judge, type Person, roles, serverAuthor } from '@healthcare/domain';
import { nationalIdSays, patients } from '@healthcare/domain/patients';
import { rooms } from '@healthcare/domain/rooms';
import { bedsOf, cleanlinessOf, freeBeds, stays } from '@healthcare/domain/stays';
import { expect, test } from 'vitest';
import { demoHospital, type Hospital } from './hospital.ts';

const nowMs = Date.UTC(2026, 10, 24, 8, 46);

function authors({ accounts }: Hospital): ReadonlyMap<string, Person> {
  const people = accounts.map(({ id, role, wards }) => [id, { user: id, role, wards }] as const);
  return new Map<string, Person>([...people, [serverAuthor.user, serverAuthor]]);
}

/** What the domain says to every entry of a document, in order. */
function verdicts(db: string, document: Entries, people: ReadonlyMap<string, Person>) {
  const aggregate = allAggregates.get(db);
  if (!aggregate) throw new Error(db);
  return document.entries.map((entry, at) => {
    const author = people.get(entry.by.user);
    if (!author) throw new Error(entry.by.user);
    return judge(aggregate, { entries: document.entries.slice(0, at), wasRefused: () => false }, entry, author);
  });
}

test.each([40, 97, 2000])(
  'a hospital of %i beds: exactly that many, and every entry is one that the rules allow',
  (beds) => {
    const hospital = demoHospital({ seed: 7, beds, nowMs, pastCalls: 60 });
    const people = authors(hospital);
    expect(hospital.wards.flatMap(({ rooms }) => rooms.flatMap(({ facts }) => facts.beds))).toHaveLength(beds);
    for (const [db, documents] of Object.entries(hospital.documents)) {
      expect(new Set(documents.map(({ id }) => id)).size).toBe(documents.length);
      for (const document of documents)
        expect(verdicts(db, document, people), document.id).toEqual(document.entries.map(() => null));
    }
  },
);

test('the same seed gives the same hospital to the letter, another seed another', () => {
  const wanted = { seed: 7, beds: 40, nowMs };
  expect(demoHospital(wanted)).toEqual(demoHospital(wanted));
  expect(demoHospital({ ...wanted, seed: 8 }).documents.calls).not.toEqual(demoHospital(wanted).documents.calls);
});

test('there are staff of every role, with names in both scripts and a phone and a staff number to sign in with', () => {
  const { accounts } = demoHospital({ seed: 7, beds: 40, nowMs });
  expect(new Set(accounts.map(({ role }) => role))).toEqual(new Set(roles.filter((role) => role !== 'patient')));
  const logins = accounts.flatMap((account) => account.logins);
  expect(new Set(logins).size).toBe(logins.length);
  for (const { name, logins: own } of accounts) {
    expect(name.ar).toMatch(/\p{Script=Arabic}/u);
    expect(own).toEqual([expect.stringMatching(/^01[0125]\d{8}$/), expect.stringMatching(/^\d{5}$/)]);
  }
});

test('open calls of every state lie in the last minutes, closed ones before; nothing lies in the future', () => {
  const { documents } = demoHospital({ seed: 7, beds: 200, nowMs });
  const kinds = new Set(documents.calls.map(({ entries }) => entries.at(-1)?.kind));
  expect(kinds).toEqual(new Set(['raised', 'seen', 'accepted', 'arrived', 'done', 'cancelled']));
  for (const { entries } of documents.calls)
    for (const { at } of entries) expect(Number.parseInt(at.slice(0, 9), 36)).toBeLessThanOrEqual(nowMs);
});

test('no bed has two holders, some are free, and one patient of the first ward waits for another bed', () => {
  const { documents, wards } = demoHospital({ seed: 7, beds: 600, nowMs });
  const known = documents.stays.map(({ id, entries }) => documentOf(stays, id, entries));
  const beds = bedsOf(
    documents.rooms.map(({ id, entries }) => documentOf(rooms, id, entries)),
    known,
  );
  expect(beds).toHaveLength(600);
  const confirmed = known.filter(({ state }) => state === 'confirmed');
  expect(beds.filter(({ holder }) => holder !== null)).toHaveLength(confirmed.length);
  const kinds = new Set(beds.map((bed) => bed.use ?? cleanlinessOf(bed)));
  expect(kinds).toEqual(new Set(['occupied', 'booked', 'onLeave', 'clean', 'dirty', 'cleaning', 'contaminated']));
  const dirty = beds.filter(({ leftBy }) => leftBy !== null);
  expect(dirty.every(({ holder }) => holder === null)).toBe(true);
  expect(freeBeds(beds).length).toBe(600 - confirmed.length - dirty.length);
  const [task, ...more] = known.filter(({ state }) => state === 'declined');
  expect(more).toEqual([]);
  expect(task).toMatchObject({ wardId: wards[0]?.id, code: 'bed/held' });
  const free = freeBeds(beds).map(({ bedId }) => bedId);
  expect(task?.alternatives.every(({ bedId }) => free.includes(bedId))).toBe(true);
  for (const stay of known) expect(stay.claims.every(({ answer }) => answer.is !== 'waiting')).toBe(true);
});

test('every stay is of a registered patient, whose national id says the day of birth and the sex', () => {
  const { documents } = demoHospital({ seed: 7, beds: 200, nowMs });
  const known = new Map(documents.patients.map(({ id, entries }) => [id, documentOf(patients, id, entries)]));
  for (const { entries } of documents.stays) expect(known.has(String(entries[0]?.data.patientId))).toBe(true);
  for (const { nationalId = '', born, sex } of known.values())
    expect(nationalIdSays(nationalId)).toEqual({ born, sex });
  const states = new Set([...known.values()].map(({ allergyState }) => allergyState));
  expect(states).toEqual(new Set(['notRecorded', 'noneKnown', 'known']));
});

test.each([39, 2001, 40.5])('%d beds are refused', (beds) => {
  expect(() => demoHospital({ seed: 1, beds, nowMs })).toThrow(RangeError);
});
