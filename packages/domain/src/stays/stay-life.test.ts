import { describe, expect, test } from 'vitest';
import { placeOf } from '../../laws/any-stay.ts';
import { entryOf, type Made, story } from '../../laws/entries-for-tests.ts';
import { anyAggregate } from '../kernel/aggregate.ts';
import { disputesIn } from '../kernel/dispute.ts';
import type { Entry } from '../kernel/entry.ts';
import { fold } from '../kernel/fold.ts';
import { union } from '../kernel/history.ts';
import { judge } from '../kernel/judge.ts';
import { type Person, type Role, serverAuthor } from '../rights/roles.ts';
import { stays } from './stay.ts';
import { bookedFor, declinedMove, heldClaims, lyingIn, StayView, toClean, wardsOf, withdrawnTooLate } from './view.ts';

const view = (entries: readonly Entry[]) => fold(stays, entries);
const claim = (bed: number, more: Readonly<Record<string, unknown>> = {}): Made => ({
  kind: 'claimed',
  user: 'rania',
  data: { patient: 'Sara Adel', ...placeOf(bed), ...more },
});
const move = (bed: number, more = {}) => claim(bed, { moving: true, ...more });
const reason = { reason: 'not needed any more' };
const left: Made = { kind: 'left', data: { reason: 'went home', needs: 'cleaning' } };

function person(role: Role = 'nurse', wards: readonly string[] = ['4B']): Person {
  return { user: 'salma', role, wards };
}

function verdict(entries: readonly Entry[], act: Made, author = person()) {
  const entry = { ...entryOf(act, entries), version: 1 };
  return judge(anyAggregate(stays), { entries, wasRefused: () => false }, entry, author);
}

/** `entries`, and one more in the words of today, whose author saw them all. */
function then(entries: readonly Entry[], ...acts: readonly Made[]): readonly Entry[] {
  const all = [...entries];
  for (const act of acts) all.push({ ...entryOf(act, all), version: 1 });
  return all;
}

let turns = 0;
function confirmed(entries: readonly Entry[]): readonly Entry[] {
  const asked = entries.findLast(({ kind }) => kind === 'claimed');
  turns += 1;
  return then(entries, { kind: 'confirmed', user: 'server', data: { claim: asked?.id ?? '', turn: turns } });
}

const newest = (entries: readonly Entry[], kind: string) => entries.findLast((one) => one.kind === kind)?.id ?? '';
const arrival = (entries: readonly Entry[], needs = 'cleaning'): Made => ({
  kind: 'arrived',
  data: { claim: newest(entries, 'claimed'), needs },
});

const lying = confirmed(story(claim(1)));
const moving = confirmed(then(lying, move(3)));
const moved = then(moving, arrival(moving));

test('B6, B15 a move that was declined is a task until somebody asks for another bed or gives it up; the patient keeps theirs', () => {
  const asked = then(lying, move(3));
  const no: Made = {
    kind: 'declined',
    user: 'server',
    data: { claim: newest(asked, 'claimed'), code: 'bed/held', alternatives: [] },
  };
  const declined = then(asked, no);
  expect(declinedMove(view(declined))).toMatchObject({ bed: '3' });
  expect(lyingIn(view(declined))).toMatchObject({ bed: '1' });
  expect(declinedMove(view(then(declined, move(4))))).toBeUndefined();
  const giveUp: Made = { kind: 'withdrawn', data: reason };
  expect(verdict(declined, giveUp)).toBeNull();
  const given = view(then(declined, giveUp));
  expect(declinedMove(given)).toBeUndefined();
  expect(lyingIn(given)).toMatchObject({ bed: '1' });
  expect(declinedMove(view(then(declined, left)))).toBeUndefined();
  expect(verdict(lying, giveUp)).toMatchObject({ code: 'stay/confirmed' });
});

test('B13 facts of a stay written while apart are a dispute, which the head of the ward settles', () => {
  const one = then(lying, { kind: 'amended', user: 'a', data: { disease: 'Pneumonia', doctor: 'karim' } });
  const two = then(lying, { kind: 'amended', user: 'b', data: { disease: 'Heart failure' } });
  const both = union(one, two);
  expect(view(both)).toMatchObject({ doctor: 'karim' });
  expect(disputesIn(view(both).standing).map(({ field }) => field)).toEqual(['disease']);
  const settled: Made = { kind: 'settled', data: { disease: 'Pneumonia' } };
  expect(verdict(both, settled)?.code).toBe('right/missing');
  expect(verdict(both, settled, person('headNurse'))).toBeNull();
  expect(disputesIn(view(then(both, settled)).standing)).toEqual([]);
});

describe('B14 a booked bed', () => {
  const booked = confirmed(story(claim(1, { reservedFrom: '2026-01-06T12:30' })));

  test('is held, and the patient lies in it when their arrival is recorded', () => {
    expect(view(booked)).toMatchObject({ state: 'confirmed' });
    expect([lyingIn(view(booked)), bookedFor(view(booked))?.bed]).toEqual([undefined, '1']);
    expect(verdict(booked, left)).toEqual({ code: 'stay/no-bed', about: 'confirmed' });
    expect(verdict(booked, arrival(booked))).toBeNull();
    expect(lyingIn(view(then(booked, arrival(booked))))?.bed).toBe('1');
  });

  test('is given up by who knows that it is confirmed, and needs no cleaning', () => {
    expect(verdict(booked, { kind: 'withdrawn', data: reason })).toBeNull();
    const given = view(then(booked, { kind: 'withdrawn', data: reason }));
    expect(given).toMatchObject({ state: 'withdrawn', phase: 'over' });
    expect([heldClaims(given), toClean(given)]).toEqual([[], []]);
  });

  test('stays held when it was given up by somebody who did not know of the confirmation', () => {
    const unaware = { ...entryOf({ kind: 'withdrawn', user: 'omar', data: reason }, booked.slice(0, 1)), version: 1 };
    const stay = view(union(booked, [unaware]));
    expect(bookedFor(stay)?.bed).toBe('1');
    expect(withdrawnTooLate(stay).map(({ by }) => by)).toEqual(['omar']);
  });

  test('cannot be arrived in before it is confirmed', () => {
    const asked = story(claim(1, { reservedFrom: '2026-01-06T12:30' }));
    expect(verdict(asked, arrival(asked))).toEqual({ code: 'stay/not-held', about: '1' });
  });

  test.each(['2026-13-06T12:30', '2026-01-06', '2026-01-06T24:00', 'tomorrow'])('is not booked from %s', (from) => {
    expect(verdict([], claim(1, { reservedFrom: from }))).toEqual({
      code: 'entry/wrong-shape',
      about: 'data.reservedFrom',
    });
  });
});

describe('B15 a move', () => {
  test('keeps the bed the patient lies in until the arrival in the other', () => {
    expect(verdict(lying, claim(3))).toEqual({ code: 'stay/has-bed', about: '1' });
    expect(verdict(lying, move(3))).toBeNull();
    expect(lyingIn(view(moving))?.bed).toBe('1');
    expect(bookedFor(view(moving))?.bed).toBe('3');
    expect(lyingIn(view(moved))?.bed).toBe('3');
    expect(heldClaims(view(moved))).toHaveLength(1);
  });

  test('is one at a time, not to where the patient lies, and only of somebody who lies in a bed', () => {
    expect(verdict(moving, move(4))).toEqual({ code: 'stay/moves-already', about: '3' });
    expect(verdict(lying, move(1))).toEqual({ code: 'stay/has-bed', about: '1' });
    expect(verdict(story(claim(1)), move(3))).toEqual({ code: 'stay/no-bed', about: 'provisional' });
  });

  test('is given up while nobody has arrived; the patient stays where they are', () => {
    expect(verdict(moving, { kind: 'withdrawn', data: reason })).toBeNull();
    const stayed = view(then(moving, { kind: 'withdrawn', data: reason }));
    expect(stayed).toMatchObject({ state: 'confirmed', bed: '1' });
    expect(bookedFor(stayed)).toBeUndefined();
  });

  test('that is still asked for when the patient leaves gives no bed: leaving ends everything', () => {
    const asked = then(lying, move(3));
    const gone = view(union(confirmed(asked), then(asked, left)));
    expect(gone.state).toBe('left');
    expect(heldClaims(gone)).toEqual([]);
    // Nobody came into the second bed.
    expect(toClean(gone).map(({ bed }) => bed)).toEqual(['1']);
  });

  test('B3 the server confirms it beside the bed that is held, and no second one', () => {
    const asked = then(lying, move(3));
    const answer = (of: readonly Entry[]): Made => ({
      kind: 'confirmed',
      user: 'server',
      data: { claim: newest(of, 'claimed'), turn: 99 },
    });
    expect(verdict(asked, answer(asked), serverAuthor)).toBeNull();
    const apart = union(moving, then(lying, move(4)));
    const second = apart.find(({ data }) => data.bedId === 'b4');
    const both: Made = { kind: 'confirmed', user: 'server', data: { claim: second?.id ?? '', turn: 99 } };
    expect(verdict(apart, both, serverAuthor)).toEqual({ code: 'stay/has-bed', about: '3' });
  });
});

describe('B16 another ward', () => {
  const asks: Made = { kind: 'transferAsked', data: { wardId: '3A', reason: 'needs monitoring' } };
  const asked = then(lying, asks);
  const there = person('nurse', ['3A']);

  test('sees the stay from the request on, and answers with a bed', () => {
    expect(wardsOf(view(lying))).toEqual(['4B']);
    expect(wardsOf(view(asked))).toEqual(['3A', '4B']);
    const bed = { ...placeOf(1), wardId: '3A', roomId: 'r301' };
    expect(verdict(asked, move(1, bed), there)).toBeNull();
    const taken = then(asked, move(1, bed));
    expect(view(taken).transfers).toMatchObject([{ wardId: '3A', state: 'done', answer: { by: 'rania' } }]);
    const got = confirmed(taken);
    const arrived = then(got, arrival(got), { kind: 'cleaned', data: { claim: newest(lying, 'claimed') } });
    expect(wardsOf(view(arrived))).toEqual(['3A']);
  });

  test('refuses with a reason; who asked takes it back; nobody else answers', () => {
    const refuse: Made = {
      kind: 'transferRefused',
      data: { request: newest(asked, 'transferAsked'), reason: 'no bed' },
    };
    expect(verdict(asked, refuse)).toEqual({ code: 'transfer/other-ward', about: '3A' });
    expect(verdict(asked, refuse, there)).toBeNull();
    const refused = then(asked, refuse);
    expect(view(refused).transfers).toMatchObject([{ state: 'refused', answer: { reason: 'no bed' } }]);
    expect(wardsOf(view(refused))).toEqual(['4B']);
    expect(verdict(refused, { ...refuse, kind: 'transferWithdrawn' })).toMatchObject({ code: 'transfer/answered' });
    expect(verdict(asked, { ...refuse, kind: 'transferWithdrawn' })).toBeNull();
  });

  test('is asked once at a time, and is another one', () => {
    expect(verdict(asked, asks)).toEqual({ code: 'transfer/asked-already', about: '3A' });
    expect(verdict(lying, { ...asks, data: { ...asks.data, wardId: '4B' } })).toEqual({
      code: 'transfer/same-ward',
      about: '4B',
    });
  });
});

describe('B17 a bed that was left', () => {
  test('is on the list until somebody records that it is clean', () => {
    const gone = then(lying, left);
    expect(view(gone)).toMatchObject({ state: 'left', phase: 'current' });
    expect(toClean(view(gone)).map(({ bed, released }) => [bed, released?.needs])).toEqual([['1', 'cleaning']]);
    const clean: Made = { kind: 'cleaned', data: { claim: newest(gone, 'claimed') } };
    expect(verdict(gone, clean)).toBeNull();
    expect(view(then(gone, clean))).toMatchObject({ state: 'left', phase: 'over' });
    expect(verdict(then(gone, clean), clean)).toEqual({ code: 'bed/clean', about: '1' });
    expect(verdict(lying, clean)).toEqual({ code: 'bed/clean', about: '1' });
  });

  test('is left by a move too, and cleaning has a beginning', () => {
    const [old] = toClean(view(moved));
    expect([old?.bed, old?.cleaningBegun]).toEqual(['1', null]);
    const begun: Made = { kind: 'cleaningBegun', user: 'salma', data: { claim: old?.entry ?? '' } };
    expect(verdict(moved, begun)).toBeNull();
    expect(verdict(then(moved, begun), begun)).toEqual({ code: 'bed/cleaning-begun', about: 'salma' });
  });

  test('was free at once in the words of version 0', () => {
    const gone = [...lying, entryOf({ kind: 'left', data: { reason: 'went home' } }, lying)];
    expect(view(gone)).toMatchObject({ state: 'left', phase: 'over' });
    expect(StayView.safeParse(view(gone)).success).toBe(true);
  });
});

test('B18 a patient on leave keeps the bed until they come back or the stay ends', () => {
  const away: Made = { kind: 'wentOnLeave', data: { backAt: '2026-01-06T18:00' } };
  expect(verdict(story(claim(1)), away)).toMatchObject({ code: 'stay/no-bed' });
  const onLeave = then(lying, away);
  expect(view(onLeave)).toMatchObject({ state: 'confirmed', leave: { backAt: '2026-01-06T18:00' } });
  expect(verdict(onLeave, away)).toEqual({ code: 'stay/on-leave' });
  expect(verdict(lying, { kind: 'cameBack' })).toEqual({ code: 'stay/not-on-leave' });
  expect(view(then(onLeave, { kind: 'cameBack' })).leave).toBeNull();
  expect(view(then(onLeave, left)).leave).toBeNull();
});
