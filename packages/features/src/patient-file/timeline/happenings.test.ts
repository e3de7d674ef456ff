import { type Entry, serverAuthor, stamp } from '@healthcare/domain';
import { noPatient } from '@healthcare/domain/patients';
import { noStay } from '@healthcare/domain/stays';
import { expect, test } from 'vitest';
import { type FileContents, happeningsOf } from './happenings.ts';

let made = 0;
function entry(kind: string, data: Entry['data'], by = 'n1', rest: Partial<Entry> = {}): Entry {
  made += 1;
  return {
    id: `e${made}`,
    kind,
    at: stamp(made * 1000, 0, 'wk'),
    by: { user: by, grant: 'g', workstation: 'wk' },
    after: [],
    data,
    ...rest,
  };
}

const nothing: FileContents = { documents: [], stays: [], records: [], calls: [], handovers: [] };
const brief = (contents: Partial<FileContents>) =>
  happeningsOf({ ...nothing, ...contents }).map(({ area, what, about, text, by, unsent }) => ({
    area,
    what,
    about,
    text,
    by,
    unsent,
  }));

test('P4: an allergy and its taking back are told by name and reason, the latest first; what is unsent says so', () => {
  const added = entry('allergyAdded', { agent: 'latex', reaction: 'rash', severity: 'mild' });
  const back = entry('allergyTakenBack', { allergy: added.id, reason: 'tolerated since' });
  const allergies = [
    { entry: added.id, by: 'n1', at: added.at, agent: 'latex', severity: 'mild' as const, takenBack: null },
  ];
  const patient = { ...noPatient, id: 'p', allergies, entries: [added, back], unsent: [back.id] };
  expect(brief({ documents: [patient] })).toEqual([
    {
      area: 'allergy',
      what: 'allergyTakenBack',
      about: { agent: 'latex' },
      text: 'tolerated since',
      by: 'n1',
      unsent: true,
    },
    { area: 'allergy', what: 'allergyAdded', about: { agent: 'latex' }, text: 'rash', by: 'n1', unsent: false },
  ]);
});

test('what only a newer program can read is among it, and says so', () => {
  const newer = entry('unheardOf', {}, 'n1', { version: 99 });
  expect(brief({ documents: [{ ...noPatient, id: 'p', entries: [newer], unsent: [] }] })).toMatchObject([
    { area: 'patient', what: 'newer' },
  ]);
});

test('a stay is told without its cleaning, and what the server decided has nobody’s name', () => {
  const place = { wardId: '4B', roomId: 'r', room: '401', bedId: 'b', bed: '1' };
  const claimed = entry('claimed', { ...place, patient: 'Fatma' }, 'n1', { version: 2 });
  const given = entry('confirmed', { claim: claimed.id, turn: 1 }, serverAuthor.user, { version: 2 });
  const cleaned = entry('cleaned', { claim: claimed.id }, 'n1', { version: 2 });
  const claims = [{ ...place, entry: claimed.id }] as never;
  const stay = { ...noStay, id: 's', claims, entries: [claimed, given, cleaned], unsent: [] };
  expect(brief({ stays: [stay] })).toMatchObject([
    { what: 'confirmed', about: { room: '401', bed: '1' }, by: null },
    { what: 'claimed', about: { room: '401', bed: '1' }, by: 'n1' },
  ]);
});

test('H2: a handover’s note is the patient’s when it is about one of their stays', () => {
  const point = (entryId: string, id: string) => ({
    entry: entryId,
    by: 'n1',
    at: stamp(5, 0, 'wk'),
    subject: { is: 'stay' as const, id, label: 'Bed 1' },
    text: `about ${id}`,
    afterSignature: false,
    takenBack: null,
    acknowledged: [],
  });
  const handover = {
    id: 'h',
    state: 'open' as const,
    wardId: '4B',
    on: '2026-11-23',
    shift: 'night' as const,
    begunBy: 'n1',
    begunAt: stamp(1, 0, 'wk'),
    points: [point('a', 's'), point('b', 'other')],
    signatures: [],
    unsent: [],
  };
  const stay = { ...noStay, id: 's', entries: [], unsent: [] };
  expect(brief({ stays: [stay], handovers: [handover] }).map(({ text }) => text)).toEqual(['about s']);
});
