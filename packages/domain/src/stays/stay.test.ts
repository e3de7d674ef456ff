import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyStay, placeOf } from '../../laws/any-stay.ts';
import { dayMs, entryOf, type Made, story } from '../../laws/entries-for-tests.ts';
import { anyAggregate } from '../kernel/aggregate.ts';
import { type Entry, SERVER_ID } from '../kernel/entry.ts';
import { documentOf, fold } from '../kernel/fold.ts';
import { knowledge, ordered, union } from '../kernel/history.ts';
import { judge } from '../kernel/judge.ts';
import { type Person, type Role, roles, serverAuthor } from '../rights/roles.ts';
import { stays } from './stay.ts';
import { heldClaims, StayView, withdrawnTooLate } from './view.ts';

const view = (entries: readonly Entry[]) => fold(stays, entries);
const claim = (bed: number, more: Partial<Made> = {}): Made => ({
  kind: 'claimed',
  user: 'rania',
  data: { patient: 'Sara Adel', ...placeOf(bed) },
  ...more,
});
const reason = { reason: 'went home' };

function person(role: Role = 'nurse', wards: readonly string[] = ['4B']): Person {
  return { user: 'salma', role, wards };
}

/** Would this act be accepted from somebody who saw all of `entries`? */
function verdict(entries: readonly Entry[], act: Made, author = person()) {
  return judge(anyAggregate(stays), { entries, wasRefused: () => false }, entryOf(act, entries), author);
}

function confirmed(of: Entry, turn = 1): Made {
  return { kind: 'confirmed', user: 'server', data: { claim: of.id, turn } };
}

function declined(of: Entry): Made {
  return {
    kind: 'declined',
    user: 'server',
    data: { claim: of.id, code: 'bed/held', about: 'x', alternatives: [placeOf(2)] },
  };
}

/** `entries`, and one more whose author saw them all. */
function then(entries: readonly Entry[], act: Made): readonly Entry[] {
  return [...entries, entryOf(act, entries)];
}

const asked = story(claim(1));
const held = then(asked, confirmed(asked[0]!));
const sentAway = then(asked, declined(asked[0]!));

test('B1 a stay begins with a claim that names patient, ward, room and bed', () => {
  expect(verdict([], claim(1))).toBeNull();
  const { bedId: _, ...noBed } = claim(1).data!;
  expect(verdict([], claim(1, { data: noBed }))).toEqual({ code: 'entry/wrong-shape', about: 'data.bedId' });
  expect(verdict([], { kind: 'left', data: reason }, person('headNurse'))).toMatchObject({ code: 'right/missing' });
  expect(view(asked)).toMatchObject({ patient: 'Sara Adel', wardId: '4B', room: '401', bed: '1', askedBy: 'rania' });
});

test('B2 a claim is provisional until it is confirmed or declined', () => {
  expect(view(asked)).toMatchObject({ state: 'provisional', phase: 'current' });
  expect(heldClaims(view(asked))).toEqual([]);
  expect(view(held)).toMatchObject({ state: 'confirmed', phase: 'current', bedId: 'b1' });
  expect(view(sentAway)).toMatchObject({ state: 'declined', code: 'bed/held', about: 'x', alternatives: [placeOf(2)] });
});

test('B3 no person of any role answers a claim or takes the id of an answer; the server does, once', () => {
  for (const role of roles)
    for (const answer of [confirmed(asked[0]!), declined(asked[0]!)])
      expect(verdict(asked, answer, person(role)), role).toMatchObject({ code: 'right/missing' });
  const taken = { ...entryOf({ kind: 'withdrawn', data: reason }, asked), id: `${SERVER_ID}1` };
  const circumstances = { entries: asked, wasRefused: () => false };
  expect(judge(anyAggregate(stays), circumstances, taken, person())).toEqual({
    code: 'right/missing',
    about: SERVER_ID,
  });
  expect(verdict(asked, confirmed(asked[0]!), serverAuthor)).toBeNull();
  expect(verdict(held, declined(asked[0]!), serverAuthor)).toMatchObject({ code: 'claim/answered' });
  expect(verdict(asked, { kind: 'confirmed', data: { claim: 'none', turn: 1 } }, serverAuthor)?.code).toBe(
    'claim/unknown',
  );
});

test('B5 who knows of the confirmation records that the patient has left; giving up is refused', () => {
  expect(verdict(held, { kind: 'withdrawn', data: reason })).toEqual({ code: 'stay/confirmed', about: '1' });
  expect(verdict(held, { kind: 'left', data: reason })).toBeNull();
  expect(verdict(asked, { kind: 'left', data: reason })).toEqual({ code: 'stay/no-bed', about: 'provisional' });
});

test('B5 giving a claim up without knowing that it was confirmed takes no bed from anybody, and stays visible', () => {
  const unaware = entryOf({ kind: 'withdrawn', user: 'omar', data: reason, atMs: dayMs + 9_000_000 }, asked);
  for (const entries of [
    [...held, unaware],
    [unaware, ...held],
  ]) {
    expect(view(entries)).toMatchObject({ state: 'confirmed', phase: 'current' });
    expect(withdrawnTooLate(view(entries)).map(({ by }) => by)).toEqual(['omar']);
  }
  expect(view([...asked, unaware])).toMatchObject({ state: 'withdrawn', phase: 'over' });
});

test('B6 a declined claim is answered by a further claim, or given up with a reason', () => {
  expect(verdict(sentAway, claim(2))).toBeNull();
  const again = then(sentAway, claim(2));
  expect(view(again)).toMatchObject({ state: 'provisional', bed: '2', code: '', alternatives: [] });
  const got = then(again, confirmed(again.at(-1)!));
  expect(view(got)).toMatchObject({ state: 'confirmed', bed: '2' });
  expect(verdict(sentAway, { kind: 'withdrawn', data: { reason: 'x' } })?.about).toBe('data.reason');
  const given = then(sentAway, { kind: 'withdrawn', data: reason });
  expect(view(given)).toMatchObject({ state: 'withdrawn', phase: 'over', code: '' });
});

test('B6 a claim made by somebody who did not know that the first was given up is not given up', () => {
  const [first, no] = sentAway as [Entry, Entry];
  const gone = entryOf({ kind: 'withdrawn', data: reason }, [first, no]);
  const further = entryOf(claim(2), [first, no]);
  expect(view([first, no, gone, further])).toMatchObject({ state: 'provisional', bed: '2' });
});

test('B7 a further claim is refused while one waits or a bed is held', () => {
  expect(verdict(asked, claim(2))).toEqual({ code: 'stay/asked-already', about: '1' });
  expect(verdict(held, claim(2))).toEqual({ code: 'stay/has-bed', about: '1' });
});

test('B7 two further claims made while apart both stand; the server cannot confirm both', () => {
  const [first, no] = sentAway as [Entry, Entry];
  const two = entryOf(claim(2), [first, no]);
  const three = entryOf(claim(3), [first, no]);
  const both = [first, no, two, three];
  expect(view(both).claims.map(({ bed }) => bed)).toEqual(['1', '2', '3']);
  const answered = then(both, confirmed(two));
  expect(verdict(answered, confirmed(three, 2), serverAuthor)).toEqual({ code: 'stay/has-bed', about: '2' });
  expect(verdict(answered, declined(three), serverAuthor)).toBeNull();
  expect(view(then(answered, declined(three)))).toMatchObject({ state: 'confirmed', bed: '2' });
});

test.each<[string, readonly Entry[], string]>([
  ['left', then(held, { kind: 'left', data: reason }), 'left'],
  ['given up', then(sentAway, { kind: 'withdrawn', data: reason }), 'withdrawn'],
])('B8 nothing more is done to a stay that was %s', (_what, entries, about) => {
  for (const act of [claim(2), { kind: 'withdrawn', data: reason }, { kind: 'left', data: reason }])
    expect(verdict(entries, act)).toEqual({ code: 'stay/over', about });
});

test('B9 any order of delivery folds to one view, and it is a valid view', () => {
  fc.assert(
    fc.property(anyStay(), fc.func(fc.nat()), (all, shuffle) => {
      const folded = documentOf(stays, 's', union(all, []));
      let there: readonly Entry[] = [];
      for (const entry of [...all].sort((a, b) => shuffle(a.id) - shuffle(b.id))) there = union(there, [entry]);
      expect(documentOf(stays, 's', there)).toEqual(folded);
      expect(StayView.safeParse(view(all)).error).toBeUndefined();
    }),
  );
});

test('B9 who has left has left, and B5, B15: a bed somebody came into is lost by nothing but leaving, or coming into another', () => {
  fc.assert(
    fc.property(anyStay(), (all) => {
      const stay = view(all);
      const left = all.some(({ kind }) => kind === 'left');
      expect(stay.state === 'left').toBe(left);
      expect(stay.state === 'confirmed').toBe(heldClaims(stay).length > 0);
      if (left) expect(heldClaims(stay)).toEqual([]);
      const cameIn = stay.claims.some(({ answer, arrived }) => answer.is === 'confirmed' && arrived);
      expect(heldClaims(stay).filter(({ arrived }) => arrived)).toHaveLength(cameIn && !left ? 1 : 0);
    }),
  );
});

test('B6 a claim nobody confirmed and nobody who knew of it gave up is never out of sight', () => {
  fc.assert(
    fc.property(anyStay(), (all) => {
      const knows = knowledge(ordered(all));
      const endings = all.filter(({ kind }) => kind === 'withdrawn');
      const wanted = all.filter(({ kind, id }) => kind === 'claimed' && !endings.some((end) => knows(end.id, id)));
      if (wanted.length > 0 && !all.some(({ kind }) => kind === 'left')) expect(view(all).phase).toBe('current');
    }),
  );
});

test('B10 nurses and doctors of the ward act; others do not', () => {
  for (const role of ['nurse', 'headNurse', 'doctor', 'headDoctor'] as const) {
    expect(verdict([], claim(1), person(role))).toBeNull();
    expect(verdict([], claim(1), person(role, ['3A']))?.code).toBe('right/missing');
    expect(verdict(held, { kind: 'left', data: reason }, person(role))).toBeNull();
    expect(verdict(held, { kind: 'left', data: reason }, person(role, ['3A']))?.code).toBe('right/missing');
  }
  for (const role of ['pharmacist', 'hr', 'patient', 'admin'] as const)
    expect(verdict([], claim(1), person(role))?.code).toBe('right/missing');
});

test('B11 the ward that asked first holds the stay, and those whose beds are asked for; once confirmed, the ward of the bed', () => {
  expect(stays.scopes(view(asked))).toEqual(['ward:4B']);
  const elsewhere = then(sentAway, claim(1, { data: { patient: 'Sara Adel', ...placeOf(1), wardId: '5A' } }));
  expect(stays.scopes(view(elsewhere))).toEqual(['ward:4B', 'ward:5A']);
  expect(stays.scopes(view(then(elsewhere, declined(elsewhere.at(-1)!))))).toEqual(['ward:4B', 'ward:5A']);
  expect(stays.scopes(view(then(elsewhere, confirmed(elsewhere.at(-1)!))))).toEqual(['ward:5A']);
});
