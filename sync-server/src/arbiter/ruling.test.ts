import type { StayView } from '@healthcare/domain/stays';
import { expect, test } from 'vitest';
import { PaperHospital, placeOf } from '../../testing/paper-hospital.ts';
import { type Docket, emptyDocket, heard } from './docket.ts';
import { answerId, ruled } from './ruling.ts';

const ask = (bed: number, wardId?: string) =>
  ({ kind: 'claimed', data: { patient: 'Sara Adel', ...placeOf(bed, wardId) } }) as const;
const leave = { kind: 'left', data: { reason: 'went home' } } as const;
const giveUp = { kind: 'withdrawn', data: { reason: 'went home' } } as const;

function hospital(): PaperHospital {
  const paper = new PaperHospital();
  paper.room('402', [3, 4]);
  paper.room('401', [1, 2]);
  return paper;
}

function docketOf(paper: PaperHospital, docket: Docket = emptyDocket): Docket {
  const withRooms = heard(docket, { of: 'rooms', rows: paper.roomRows(docket.roomsSeq) });
  return heard(withRooms, { of: 'stays', rows: paper.stayRows(docket.staysSeq) });
}

/** Hears what is new, answers it, stores the answers. */
function sitting(paper: PaperHospital, docket?: Docket): Docket {
  const known = docketOf(paper, docket);
  for (const { stay, entries } of ruled(known, 0)) expect(paper.stored(stay, entries)).toEqual([]);
  return docketOf(paper, known);
}

function brief({ state, bed, code, about }: StayView | Record<string, never> = {}) {
  return state === 'declined' ? { state, code, about } : { state, bed };
}

const state = (paper: PaperHospital, stay: string) => brief(paper.stay(stay));

test('A2 of two claims on one bed the one that the server received first is confirmed, whatever the clocks say', () => {
  const paper = hospital();
  paper.does('early', { ...ask(1), atMs: 9_000_000 });
  paper.does('late', { ...ask(1), atMs: 1 });
  sitting(paper);
  expect(state(paper, 'early')).toEqual({ state: 'confirmed', bed: '1' });
  expect(state(paper, 'late')).toEqual({ state: 'declined', code: 'bed/held', about: '1' });
});

test('A2 a claim keeps its place when its document changes before it is answered', () => {
  const paper = hospital();
  paper.does('early', ask(1));
  const first = docketOf(paper);
  paper.does('late', ask(1));
  paper.does('early', giveUp);
  const answers = ruled(docketOf(paper, first), 0);
  expect(answers.map(({ stay }) => stay)).toEqual(['early', 'late']);
});

test('A5 a declined claim is offered the free beds of its ward, those of the same room first', () => {
  const paper = hospital();
  paper.does('holder', ask(3));
  paper.does('asks', ask(3));
  sitting(paper);
  expect(paper.stay('asks')?.alternatives).toEqual([placeOf(4), placeOf(1), placeOf(2)]);
});

test('A5 beds confirmed in the same sitting, and beds somebody asks for, are offered to nobody', () => {
  const paper = hospital();
  for (const [stay, bed] of [
    ['a', 1],
    ['b', 1],
    ['c', 2],
    ['d', 3],
  ] as const)
    paper.does(stay, ask(bed));
  sitting(paper);
  expect(paper.stay('b')?.alternatives).toEqual([placeOf(4)]);
});

test.each<[string, { readonly bed: number; readonly wardId?: string; readonly left401?: readonly number[] }, object]>([
  ['a bed that the hospital does not have', { bed: 9 }, { code: 'bed/unknown', about: '9' }],
  ['a bed of another ward', { bed: 1, wardId: '5A' }, { code: 'bed/other-ward', about: '4B' }],
  ['a bed that was taken out of its room', { bed: 2, left401: [1] }, { code: 'bed/unknown', about: '2' }],
])('A5 a claim on %s is declined', (_what, { bed, wardId, left401 }, no) => {
  const paper = hospital();
  if (left401) paper.room('401', left401);
  paper.does('s', ask(bed, wardId));
  sitting(paper);
  expect(state(paper, 's')).toEqual({ state: 'declined', ...no });
});

test('A5 a second claim of a patient who got a bed is declined; so is one that was given up, and one of a stay that is over', () => {
  const paper = hospital();
  paper.does('holder', ask(1));
  paper.does('two', ask(1));
  const declined = sitting(paper);
  paper.does('two', ask(2));
  paper.does('two', { ...ask(4), missed: 1 });
  paper.does('given-up', ask(3));
  paper.does('given-up', giveUp);
  const first = sitting(paper, declined);
  paper.does('two', leave);
  paper.does('two', { ...ask(4), missed: 5 });
  sitting(paper, first);
  const codes = (stay: string) =>
    paper.stay(stay)?.claims.map(({ answer }) => (answer.is === 'declined' ? answer.code : answer.is));
  expect(codes('two')?.sort()).toEqual(['bed/held', 'confirmed', 'stay/has-bed', 'stay/over']);
  expect(codes('given-up')).toEqual(['claim/withdrawn']);
  expect(state(paper, 'two')).toMatchObject({ state: 'left' });
  expect(state(paper, 'given-up')).toMatchObject({ state: 'withdrawn' });
});

test('B20 a patient who has a bed by another stay gets no second one, in one sitting or in the next; whoever has left may come again', () => {
  const paper = hospital();
  const sara = (bed: number) =>
    ({ kind: 'claimed', data: { patient: 'Sara Adel', patientId: 'p1', ...placeOf(bed) } }) as const;
  paper.does('first', sara(1));
  paper.does('twin', sara(3));
  paper.does('other', { kind: 'claimed', data: { patient: 'Sara Adel', patientId: 'p2', ...placeOf(2) } });
  const once = sitting(paper);
  expect(state(paper, 'twin')).toEqual({ state: 'declined', code: 'patient/has-bed', about: '1' });
  expect(state(paper, 'other')).toMatchObject({ state: 'confirmed' });
  paper.does('again', sara(4));
  paper.does('first', {
    kind: 'claimed',
    data: { patient: 'Sara Adel', patientId: 'p1', moving: true, ...placeOf(3) },
  });
  const twice = sitting(paper, once);
  expect(state(paper, 'again')).toMatchObject({ state: 'declined', code: 'patient/has-bed' });
  expect(paper.stay('first')?.claims.map(({ answer }) => answer.is)).toEqual(['confirmed', 'confirmed']);
  paper.does('first', leave);
  paper.does('again', sara(4));
  sitting(paper, twice);
  expect(state(paper, 'again')).toMatchObject({ state: 'confirmed', bed: '4' });
});

test('B20 a stay that holds a bed under a bare name does not become, by a further claim, that of a patient who has one elsewhere', () => {
  const paper = hospital();
  const sara = { patient: 'Sara Adel', patientId: 'p1' };
  paper.does('bare', ask(1));
  paper.does('hers', { kind: 'claimed', data: { ...sara, ...placeOf(3) } });
  const once = sitting(paper);
  paper.does('bare', { kind: 'claimed', data: { ...sara, moving: true, ...placeOf(2) } });
  const twice = sitting(paper, once);
  expect(paper.stay('bare')?.claims.at(-1)?.answer).toMatchObject({ is: 'declined', code: 'patient/has-bed' });
  expect(paper.stay('bare')?.patientId).toBe('');
  paper.does('hers', leave);
  paper.does('bare', { kind: 'claimed', data: { ...sara, moving: true, ...placeOf(2) } });
  sitting(paper, twice);
  expect(paper.stay('bare')).toMatchObject({ patientId: 'p1', state: 'confirmed' });
});

test('B20 a claim that names another patient than the stay’s is refused, and declined where its author could not know', () => {
  const paper = hospital();
  const move = (patientId: string, bed: number) =>
    ({ kind: 'claimed', data: { patient: 'Sara Adel', patientId, moving: true, ...placeOf(bed) } }) as const;
  paper.does('stay', ask(1));
  const once = sitting(paper);
  paper.does('stay', move('p1', 2));
  const twice = sitting(paper, once);
  const claim = paper.stay('stay')?.claims.at(-1)?.entry ?? '';
  expect(paper.does('stay', { kind: 'arrived', data: { claim, needs: 'nothing' } })).toBeUndefined();
  expect(paper.does('stay', move('p2', 3))).toMatchObject({ code: 'stay/other-patient' });
  const beforeThatMove = { missed: 3 };
  expect(paper.does('stay', { ...move('p2', 3), ...beforeThatMove })).toBeUndefined();
  sitting(paper, twice);
  expect(paper.stay('stay')?.claims.at(-1)?.answer).toMatchObject({ is: 'declined', code: 'stay/other-patient' });
  expect(paper.stay('stay')).toMatchObject({ state: 'confirmed', bed: '2', patientId: 'p1' });
});

test('A3 a bed is given again when its patient has left, with a higher turn', () => {
  const paper = hospital();
  paper.does('a', ask(1));
  const first = sitting(paper);
  paper.does('b', ask(1));
  const second = sitting(paper, first);
  expect(state(paper, 'b')).toMatchObject({ state: 'declined' });
  paper.does('a', leave);
  paper.does('b', ask(1));
  sitting(paper, second);
  expect(state(paper, 'b')).toEqual({ state: 'confirmed', bed: '1' });
  const turns = ['a', 'b'].map(
    (stay) => paper.stay(stay)?.claims.find(({ answer }) => answer.is === 'confirmed')?.answer,
  );
  expect(turns).toMatchObject([{ turn: 1 }, { turn: 2 }]);
});

test('A5 a bed that was left is given again only when it is clean', () => {
  const paper = hospital();
  paper.does('a', ask(1));
  const first = sitting(paper);
  paper.does('a', { kind: 'left', data: { reason: 'went home', needs: 'cleaning' } });
  paper.does('b', ask(1));
  const second = sitting(paper, first);
  expect(state(paper, 'b')).toEqual({ state: 'declined', code: 'bed/not-clean', about: '1' });
  expect(paper.stay('b')?.alternatives).toEqual([placeOf(2), placeOf(3), placeOf(4)]);
  paper.does('a', { kind: 'cleaned', data: { claim: paper.stay('a')?.claims[0]?.entry ?? '' } });
  paper.does('b', ask(1));
  sitting(paper, second);
  expect(state(paper, 'b')).toEqual({ state: 'confirmed', bed: '1' });
});

test('A5 a closed bed is given to nobody until it is opened, and its holder stays', () => {
  const paper = hospital();
  paper.does('a', ask(1));
  const first = sitting(paper);
  paper.inRoom('401', 'bedClosed', { bed: 'bed-1', reason: 'oxygen outlet' });
  paper.inRoom('401', 'bedClosed', { bed: 'bed-2', reason: 'broken wheel' });
  paper.does('b', ask(2));
  const second = sitting(paper, first);
  expect(state(paper, 'a')).toEqual({ state: 'confirmed', bed: '1' });
  expect(state(paper, 'b')).toEqual({ state: 'declined', code: 'bed/closed', about: '2' });
  paper.inRoom('401', 'bedOpened', { bed: 'bed-2' });
  paper.does('b', ask(2));
  sitting(paper, second);
  expect(state(paper, 'b')).toEqual({ state: 'confirmed', bed: '2' });
});

test('A3, B15 a move holds both beds until the arrival, then the one that was left is free when it is clean', () => {
  const paper = hospital();
  const move = (bed: number) =>
    ({ kind: 'claimed', data: { patient: 'Sara Adel', moving: true, ...placeOf(bed) } }) as const;
  paper.does('a', ask(1));
  let docket = sitting(paper);
  paper.does('a', move(3));
  paper.does('b', ask(1));
  paper.does('c', ask(3));
  docket = sitting(paper, docket);
  expect([state(paper, 'b'), state(paper, 'c')]).toMatchObject([{ code: 'bed/held' }, { code: 'bed/held' }]);
  const [old, next] = paper.stay('a')?.claims ?? [];
  paper.does('a', { kind: 'arrived', data: { claim: next?.entry ?? '', needs: 'cleaning' } });
  expect(state(paper, 'a')).toEqual({ state: 'confirmed', bed: '3' });
  paper.does('a', { kind: 'cleaned', data: { claim: old?.entry ?? '' } });
  paper.does('b', ask(1));
  sitting(paper, docket);
  expect(state(paper, 'b')).toEqual({ state: 'confirmed', bed: '1' });
});

test('A5 a move of a patient who left meanwhile is declined; so is a second one', () => {
  const paper = hospital();
  const move = (bed: number) =>
    ({ kind: 'claimed', data: { patient: 'Sara Adel', moving: true, ...placeOf(bed) } }) as const;
  paper.does('a', ask(1));
  paper.does('b', ask(2));
  const first = sitting(paper);
  paper.does('a', { kind: 'left', data: { reason: 'went home', needs: 'cleaning' } });
  paper.does('a', { ...move(3), missed: 1 });
  paper.does('b', move(3));
  paper.does('b', { ...move(4), missed: 1 });
  sitting(paper, first);
  const codes = (stay: string) =>
    paper.stay(stay)?.claims.map(({ answer }) => (answer.is === 'declined' ? answer.code : answer.is));
  expect(codes('a')).toEqual(['confirmed', 'stay/over']);
  expect(codes('b')).toEqual(['confirmed', 'confirmed', 'stay/has-bed']);
});

test('A1 rows that come again change nothing, and the answer to a claim has one id', () => {
  const paper = hospital();
  paper.does('a', ask(1));
  const rows = paper.stayRows(0);
  const docket = sitting(paper);
  expect(ruled(heard(docket, { of: 'stays', rows }), 0)).toEqual([]);
  const claim = rows[0]?.stay?.entries[0]?.id ?? '';
  expect(new Set(paper.stay('a')?.entries.map(({ id }) => id))).toEqual(new Set([claim, answerId(claim)]));
  expect(answerId('x'.repeat(64)).length).toBeLessThanOrEqual(64);
});

test('A7 a docket made anew from the documents is the one that grew with them', () => {
  const paper = hospital();
  paper.does('a', ask(1));
  let docket = sitting(paper);
  paper.does('b', ask(1));
  paper.does('c', ask(2));
  docket = sitting(paper, docket);
  paper.does('a', leave);
  docket = docketOf(paper, docket);
  const anew = docketOf(paper);
  expect(anew.turn).toBe(docket.turn);
  expect(new Map([...anew.stays].sort())).toEqual(new Map([...docket.stays].sort()));
});

test('a document that the server deleted holds nothing and waits for nothing', () => {
  const paper = hospital();
  paper.does('a', ask(1));
  const docket = docketOf(paper);
  const gone = heard(docket, { of: 'stays', rows: [{ seq: docket.staysSeq + 1, id: 'a', stay: null }] });
  expect(ruled(gone, 0)).toEqual([]);
  expect(heard(gone, { of: 'rooms', rows: [{ seq: gone.roomsSeq + 1, id: 'room-401', room: null }] }).rooms.size).toBe(
    1,
  );
});

/** A bed that is booked, and two who know that and not of each other. */
function booked() {
  const paper = hospital();
  const { data } = ask(1);
  paper.does('stay', { kind: 'claimed', data: { ...data, reservedFrom: '2026-01-06T12:30' } });
  sitting(paper);
  const claim = paper.stay('stay')?.claims[0]?.entry ?? '';
  const arrival = { kind: 'arrived', data: { claim, needs: 'nothing' } } as const;
  return { paper, arrival };
}

test('B21, B4 a booked bed that was given up and is another patient’s by now is not taken again by an arrival that comes late', () => {
  const { paper, arrival } = booked();
  paper.does('stay', { ...giveUp, atMs: 9000 });
  paper.does('next', ask(1));
  sitting(paper);
  expect(paper.does('stay', { ...arrival, missed: 1, atMs: 1000 })).toMatchObject({ code: 'bed/decided-before' });
  expect([...paper.holders().values()]).toEqual([['next']]);
});

test('B21, B5 whoever has come keeps the bed: a giving-up by somebody who had not heard of it comes too late', () => {
  const { paper, arrival } = booked();
  paper.does('stay', { ...arrival, atMs: 9000 });
  expect(paper.does('stay', { ...giveUp, missed: 1, atMs: 1000 })).toMatchObject({ code: 'bed/decided-before' });
  expect([...paper.holders().values()]).toEqual([['stay']]);
});
