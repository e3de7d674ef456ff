import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyHistory, type Deal } from '../../laws/any-history.ts';
import { dayMs, entryOf, type Made, story } from '../../laws/entries-for-tests.ts';
import { anyAggregate } from '../kernel/aggregate.ts';
import type { Entry } from '../kernel/entry.ts';
import { documentOf, fold } from '../kernel/fold.ts';
import { union } from '../kernel/history.ts';
import { judge } from '../kernel/judge.ts';
import type { Person, Role } from '../rights/roles.ts';
import { calls } from './call.ts';
import { callEntries } from './entries.ts';
import { alsoAccepted, CallView, callDisputes, responsibleFor } from './view.ts';

const raise = { wardId: '4B', roomId: 'r403', room: '403', bed: '2', kind: 'emergency', priority: 'high' } as const;
const raised: Made = { kind: 'raised', user: 'rania', data: raise };
const view = (entries: readonly Entry[]) => fold(calls, entries);

function person(user: string, role: Role = 'nurse', wards: readonly string[] = ['4B']): Person {
  return { user, role, wards };
}

/** Would this act be accepted from somebody who saw all of `entries`? */
function verdict(entries: readonly Entry[], act: Made, author = person(act.user ?? 'salma')) {
  return judge(anyAggregate(calls), { entries, wasRefused: () => false }, entryOf(act, entries), author);
}

const anyDeal: fc.Arbitrary<Deal> = fc.oneof(
  fc.constantFrom<Deal>(
    { kind: 'seen', data: {} },
    { kind: 'accepted', data: {} },
    { kind: 'arrived', data: {} },
    { kind: 'handedBack', data: {} },
    { kind: 'takenOver', data: {} },
    { kind: 'escalated', data: { step: 1, to: 'nurse' } },
    { kind: 'escalated', data: { step: 2, to: 'headNurse' } },
    { kind: 'patientNamed', data: { patientId: 'fatma', patient: 'Fatma Ali' } },
    { kind: 'patientNamed', data: { patientId: 'hoda', patient: 'Hoda Said' } },
    { kind: 'amended', data: { patient: 'Fatma Ali' } },
    { kind: 'settled', data: { patient: 'Hoda Said' } },
    { kind: 'done', data: {} },
    { kind: 'cancelled', data: { reason: 'raised by mistake' } },
    { kind: 'laterVersion', data: { anything: 1 } },
  ),
  fc.record({
    kind: fc.constantFrom('amended', 'settled'),
    data: fc.record({ priority: fc.constantFrom('high', 'medium', 'low'), bed: fc.constantFrom('1', '2') }),
  }),
);
const anyCall = () => anyHistory(anyDeal, { kind: 'raised', data: raise });

test('C1 a call is raised once', () => {
  expect(verdict([], raised)).toBeNull();
  expect(verdict(story(raised), raised)).toEqual({ code: 'call/already-raised' });
  expect(verdict([], { kind: 'accepted' }, person('salma', 'headNurse'))).toMatchObject({ code: 'right/missing' });
});

test.each([
  ['no ward', { ...raise, wardId: undefined }, 'data.wardId'],
  ['an unknown priority', { ...raise, priority: 'urgent' }, 'data.priority'],
  ['a field nobody knows', { ...raise, colour: 'red' }, 'data'],
  ['a text that is too long', { ...raise, description: 'x'.repeat(1001) }, 'data.description'],
])('C1 a raise with %s is refused and the field is named', (_what, data, about) => {
  expect(verdict([], { ...raised, data })).toEqual({ code: 'entry/wrong-shape', about });
});

test('C2 accepting what somebody has accepted is refused and names who', () => {
  const entries = story(raised, { kind: 'accepted', user: 'omar' });
  expect(verdict(entries, { kind: 'accepted' })).toEqual({ code: 'call/already-accepted', about: 'omar' });
});

test.each<[string, readonly Made[], string]>([
  ['raised', [raised], 'raised'],
  ['seen', [raised, { kind: 'seen' }], 'seen'],
  ['accepted', [raised, { kind: 'seen' }, { kind: 'accepted' }], 'accepted'],
  ['arrived', [raised, { kind: 'accepted' }, { kind: 'arrived' }], 'arrived'],
  ['done', [raised, { kind: 'accepted' }, { kind: 'arrived' }, { kind: 'done' }], 'done'],
  ['cancelled', [raised, { kind: 'cancelled', data: { reason: 'raised by mistake' } }], 'cancelled'],
  ['handed back', [raised, { kind: 'seen' }, { kind: 'accepted' }, { kind: 'handedBack' }], 'seen'],
])('C3 state after %s', (_what, steps, state) => {
  expect(view(story(...steps)).state).toBe(state);
});

test('C4 any order of delivery folds to one view, and it is a valid view', () => {
  fc.assert(
    fc.property(anyCall(), fc.func(fc.nat()), (all, shuffle) => {
      const folded = documentOf(calls, 'c', union(all, []));
      const delivered = [...all].sort((a, b) => shuffle(a.id) - shuffle(b.id));
      let held: readonly Entry[] = [];
      for (const entry of delivered) held = union(held, [entry]);
      expect(documentOf(calls, 'c', held)).toEqual(folded);
      expect(view(delivered)).toEqual(view(all));
      expect(CallView.safeParse(view(all)).error).toBeUndefined();
    }),
  );
});

test('C5 two who accept while apart both stay: the earlier is responsible, the other beside it', () => {
  const [first] = story(raised);
  const early = entryOf({ kind: 'accepted', user: 'omar', atMs: dayMs + 50_000 }, [first!]);
  const late = entryOf({ kind: 'accepted', user: 'karim', atMs: dayMs + 60_000 }, [first!]);
  for (const entries of [
    [first!, early, late],
    [late, first!, early],
  ]) {
    expect(responsibleFor(view(entries))).toBe('omar');
    expect(alsoAccepted(view(entries))).toEqual(['karim']);
  }
});

test('C5 every acceptance stays visible, whoever was first', () => {
  fc.assert(
    fc.property(anyCall(), (all) => {
      const call = view(all);
      const went = new Set(all.filter(({ kind }) => kind === 'accepted').map(({ by }) => by.user));
      const back = new Set(all.filter(({ kind }) => kind === 'handedBack').map(({ by }) => by.user));
      const shown = new Set([responsibleFor(call), ...alsoAccepted(call)]);
      for (const user of went) if (!back.has(user)) expect(shown).toContain(user);
    }),
  );
});

test('C6 a close is never lost, whatever the clocks say and whatever comes later', () => {
  fc.assert(
    fc.property(anyCall(), (all) => {
      const closes = all.filter(({ kind }) => kind === 'done' || kind === 'cancelled');
      const call = view(all);
      expect(call.phase).toBe(closes.length > 0 ? 'closed' : 'open');
      expect(new Set(call.closings.map(({ entry }) => entry))).toEqual(new Set(closes.map(({ id }) => id)));
    }),
  );
});

test('C6 a close made by a clock two hours slow closes the call that it saw', () => {
  const [first, accept] = story(raised, { kind: 'accepted' });
  const close = entryOf({ kind: 'done', atMs: dayMs - 7_200_000 }, [first!, accept!]);
  const late = entryOf({ kind: 'accepted', user: 'karim', atMs: dayMs + 9_000_000 }, [first!]);
  expect(view([close, accept!, late, first!]).state).toBe('done');
});

test('C7 arriving without having accepted makes one responsible', () => {
  const call = view(story(raised, { kind: 'arrived', user: 'karim' }));
  expect(responsibleFor(call)).toBe('karim');
  expect(call.state).toBe('arrived');
});

test('C8 handing back opens the call again, or leaves it to the next who accepted', () => {
  const alone = story(raised, { kind: 'accepted', user: 'omar' }, { kind: 'handedBack', user: 'omar' });
  expect(view(alone).state).toBe('raised');
  expect(verdict(alone, { kind: 'accepted' })).toBeNull();
  const [first, accept] = story(raised, { kind: 'accepted', user: 'omar' });
  const other = entryOf({ kind: 'accepted', user: 'karim' }, [first!]);
  const back = entryOf({ kind: 'handedBack', user: 'omar' }, [first!, accept!]);
  expect(responsibleFor(view([first!, accept!, other, back]))).toBe('karim');
  expect(verdict([first!, accept!], { kind: 'handedBack', user: 'karim' })).toMatchObject({ code: 'right/missing' });
});

test.each(['accepted', 'arrived', 'takenOver'])(
  'C8 who has %s at another terminal, not seeing their own hand-back, stays shown',
  (kind) => {
    // Found by the simulator: only the first deed of a person was kept, and the hand-back took it away with all that came later.
    const [first, take] = story(raised, { kind: 'accepted', user: 'mona' });
    const again = entryOf({ kind, user: 'mona', data: {} }, [first!]);
    const back = entryOf({ kind: 'handedBack', user: 'mona' }, [first!, take!]);
    const call = view([first!, take!, again, back]);
    expect(responsibleFor(call)).toBe('mona');
    expect(alsoAccepted(call)).toEqual([]);
  },
);

test('C9 a head nurse takes over; who was responsible is shown beside', () => {
  const entries = story(raised, { kind: 'accepted', user: 'omar' });
  expect(verdict(entries, { kind: 'takenOver', user: 'mona' }, person('mona', 'headNurse'))).toBeNull();
  expect(verdict(entries, { kind: 'takenOver' })).toMatchObject({ code: 'right/missing' });
  const call = view([...entries, entryOf({ kind: 'takenOver', user: 'mona' }, entries)]);
  expect([responsibleFor(call), alsoAccepted(call)]).toEqual(['mona', ['omar']]);
});

test('C10 a call that nobody went to is not done; it is cancelled with a reason', () => {
  expect(verdict(story(raised), { kind: 'done' })).toEqual({ code: 'call/nobody-went' });
  expect(verdict(story(raised), { kind: 'cancelled' })).toEqual({ code: 'entry/wrong-shape', about: 'data.reason' });
  expect(verdict(story(raised), { kind: 'cancelled', data: { reason: 'patient helped herself' } })).toBeNull();
  expect(verdict(story(raised, { kind: 'accepted' }), { kind: 'done' })).toBeNull();
});

test('C11 two closes made while apart are both kept, the earlier names the state', () => {
  const open = story(raised, { kind: 'accepted' });
  const done = entryOf({ kind: 'done', atMs: dayMs + 80_000 }, open);
  const cancel = entryOf({ kind: 'cancelled', atMs: dayMs + 70_000, data: { reason: 'twice raised' } }, open);
  const call = view([...open, done, cancel]);
  expect(call.state).toBe('cancelled');
  expect(call.closings.map(({ how }) => how)).toEqual(['cancelled', 'done']);
});

test('C12 two amendments of one field made while apart are a dispute until it is settled', () => {
  const open = story(raised);
  const low = entryOf({ kind: 'amended', user: 'omar', atMs: dayMs + 50_000, data: { priority: 'low' } }, open);
  const medium = entryOf({ kind: 'amended', user: 'karim', atMs: dayMs + 60_000, data: { priority: 'medium' } }, open);
  const apart = [...open, low, medium];
  expect(view(apart).priority).toBe('medium');
  expect(callDisputes(view(apart)).map(({ field, values }) => [field, values.map(({ value }) => value)])).toEqual([
    ['priority', ['low', 'medium']],
  ]);
  const settling: Made = { kind: 'settled', user: 'mona', data: { priority: 'low' } };
  expect(verdict(apart, settling, person('mona', 'headNurse'))).toBeNull();
  const settled = view([...apart, entryOf(settling, apart)]);
  expect([settled.priority, callDisputes(settled)]).toEqual(['low', []]);
  expect(verdict(open, settling, person('mona', 'headNurse'))).toEqual({ code: 'call/no-dispute', about: 'priority' });
});

test('C12 the same value written twice is no dispute, and other fields are not touched by it', () => {
  const open = story(raised);
  const one = entryOf({ kind: 'amended', user: 'omar', data: { priority: 'low' } }, open);
  const two = entryOf({ kind: 'amended', user: 'karim', data: { priority: 'low', bed: '3' } }, open);
  expect(callDisputes(view([...open, one, two]))).toEqual([]);
  expect(view([...open, one, two]).bed).toBe('3');
});

test.each<[Role, readonly string[], boolean]>([
  ['nurse', ['4B'], true],
  ['nurse', ['3A'], false],
  ['doctor', ['3A', '4B'], true],
  ['headNurse', ['4B'], true],
  ['headDoctor', [], false],
  ['pharmacist', ['4B'], false],
  ['hr', ['4B'], false],
  ['patient', ['4B'], false],
  ['admin', ['4B'], false],
])('C13 %s of %j may act on a call of 4B: %s', (role, wards, may) => {
  const someone = person('someone', role, wards);
  for (const act of [raised, { kind: 'accepted' }] as const) {
    const entries = act.kind === 'raised' ? [] : story(raised);
    expect(verdict(entries, { ...act, user: 'someone' }, someone)?.code).toBe(may ? undefined : 'right/missing');
  }
});

test('C13 every kind of entry has a row in the rights table', () => {
  expect(Object.keys(calls.rights).sort()).toEqual(Object.keys(callEntries).sort());
});

test('C14 a call is held by its ward, also after it is closed', () => {
  const closed = story(raised, { kind: 'cancelled', data: { reason: 'raised by mistake' } });
  expect(calls.scopes(view(closed))).toEqual(['ward:4B']);
  expect(calls.scopes(calls.empty)).toEqual([]);
});

test('C15 marking as seen twice is refused', () => {
  expect(verdict(story(raised, { kind: 'seen' }), { kind: 'seen' })).toEqual({ code: 'call/already-seen' });
});

test('C16 nothing more is done to a call by somebody who saw its close; who did not see it is not refused', () => {
  const open = story(raised, { kind: 'accepted', user: 'omar' });
  const closed = [...open, entryOf({ kind: 'done', user: 'omar' }, open)];
  for (const kind of ['accepted', 'seen', 'arrived', 'done', 'takenOver'])
    expect(verdict(closed, { kind }, person('salma', 'headNurse'))).toEqual({ code: 'call/closed', about: 'done' });
  const late = entryOf({ kind: 'arrived', user: 'karim' }, open);
  expect(judge(anyAggregate(calls), { entries: closed, wasRefused: () => false }, late, person('karim'))).toBeNull();
});

test('C12 a text and a person said by mistake are taken back, and who did it stays known', () => {
  const open = story({ ...raised, data: { ...raised.data, patient: 'Amal', doctor: 'd1' } });
  const emptied = entryOf({ kind: 'amended', user: 'omar', data: { patient: '', doctor: '' } }, open);
  expect(verdict(open, { kind: 'amended', data: { patient: ' ', doctor: '' } })).toBeNull();
  const call = view([...open, emptied]);
  expect([call.patient, call.doctor, 'patient' in call]).toEqual([undefined, undefined, false]);
  expect(CallView.safeParse(call).success).toBe(true);
  expect(call.standing.find(({ field }) => field === 'patient')).toMatchObject({ by: 'omar', value: '' });
  const other = entryOf({ kind: 'amended', user: 'karim', data: { patient: 'Amira' } }, open);
  expect(callDisputes(view([...open, emptied, other])).map(({ field }) => field)).toEqual(['patient']);
});

test('C17 a dispute outlives the close, and is settled by who may; nothing else opens', () => {
  const open = story(raised, { kind: 'accepted', user: 'omar' });
  const low = entryOf({ kind: 'amended', user: 'omar', data: { priority: 'low' } }, open);
  const medium = entryOf({ kind: 'amended', user: 'karim', data: { priority: 'medium' } }, open);
  const apart = [...open, low, medium];
  const closed = [...apart, entryOf({ kind: 'done', user: 'omar' }, apart)];
  expect(view(closed)).toMatchObject({ phase: 'closed', agreement: 'disputed' });
  const settling: Made = { kind: 'settled', user: 'mona', data: { priority: 'low' } };
  expect(verdict(closed, settling, person('mona', 'headNurse'))).toBeNull();
  expect(verdict(closed, { ...settling, user: 'salma' }, person('salma'))?.code).toBe('right/missing');
  expect(verdict(closed, { ...settling, kind: 'amended' }, person('mona', 'headNurse'))?.code).toBe('call/closed');
  const settled = [...closed, entryOf(settling, closed)];
  expect(view(settled)).toMatchObject({ state: 'done', priority: 'low', agreement: 'agreed' });
  expect(verdict(settled, settling, person('mona', 'headNurse'))?.code).toBe('call/no-dispute');
});

test('an entry of a newer version is kept and not shown', () => {
  const entries = story(raised, { kind: 'escalatedToMoon' });
  expect(view(entries).state).toBe('raised');
  expect(documentOf(calls, 'c', entries).entries).toHaveLength(2);
});

test('an unknown kind, also one that objects inherit, is refused', () => {
  for (const kind of ['escalatedToMoon', 'toString', '__proto__'])
    expect(verdict(story(raised), { kind })).toEqual({ code: 'entry/unknown-kind', about: kind });
});

test('an `after` that names nothing is refused; one that names a refused entry is passed over', () => {
  const open = story(raised);
  const lost = { ...entryOf({ kind: 'seen' }, open), after: ['nothing'] };
  const ask = (wasRefused: boolean) =>
    judge(anyAggregate(calls), { entries: open, wasRefused: () => wasRefused }, lost, person('salma'));
  expect(ask(false)).toEqual({ code: 'entry/unknown-predecessor', about: 'nothing' });
  expect(ask(true)).toMatchObject({ code: 'right/missing' });
});

test('C18 steps come one after another, each once, and none once somebody is known to have accepted', () => {
  const step = (n: number): Made => ({ kind: 'escalated', data: { step: n, to: 'headNurse' } });
  const first = story(raised, step(1));
  expect(verdict(story(raised), step(2))).toEqual({ code: 'call/step-left-out', about: '1' });
  expect(verdict(story(raised), step(1))).toBeNull();
  expect(verdict(story(raised), step(1), person('x', 'pharmacist'))).toMatchObject({ code: 'right/missing' });
  expect(verdict(first, step(1))).toEqual({ code: 'call/already-escalated', about: '1' });
  expect(verdict(story(raised, { kind: 'accepted', user: 'omar' }), step(1))).toMatchObject({
    code: 'call/already-accepted',
  });
  expect(view(first)).toMatchObject({ state: 'raised', escalations: [{ step: 1, to: 'headNurse' }] });
});

test('C18 recorded by the server and by terminals while apart, in any order, a step counts once', () => {
  fc.assert(
    fc.property(anyCall(), (all) => {
      const { escalations } = view(all);
      const said = new Set(all.filter(({ kind }) => kind === 'escalated').map(({ data }) => data.step));
      expect(escalations.map((one) => one.step)).toEqual([...said].sort());
      expect(view([...all].reverse()).escalations).toEqual(escalations);
    }),
  );
});

const fatma: Made = { kind: 'patientNamed', user: 'rania', data: { patientId: 'fatma', patient: 'Fatma Ali' } };
const hoda: Made = { kind: 'patientNamed', user: 'omar', data: { patientId: 'hoda', patient: 'Hoda Said' } };
const shownOf = (entries: readonly Entry[]) => [view(entries).patient, view(entries).patientId];

test('C19 a patient is named by their document; words said later name nobody until somebody does again', () => {
  expect(shownOf(story(raised, fatma))).toEqual(['Fatma Ali', 'fatma']);
  expect(shownOf(story(raised, fatma, hoda))).toEqual(['Hoda Said', 'hoda']);
  const words = story(raised, fatma, { kind: 'amended', data: { patient: 'A man from the street' } });
  expect(shownOf(words)).toEqual(['A man from the street', undefined]);
  expect(view(words).named).toEqual([]);
  expect(shownOf(story(raised, fatma, { kind: 'amended', data: { patient: '' } }))).toEqual([undefined, undefined]);
  expect(shownOf(story(raised, fatma, { kind: 'amended', data: { bed: '3' } }))).toEqual(['Fatma Ali', 'fatma']);
  expect(verdict(story(raised, { kind: 'cancelled', data: { reason: 'a mistake' } }), fatma)?.code).toBe('call/closed');
});

test('C19 two patients named while apart are a dispute of the words, and who settles it chooses the document with them', () => {
  const base = story(raised);
  const apart = union([...base, entryOf(fatma, base)], [...base, entryOf(hoda, base)]);
  expect(callDisputes(view(apart)).map(({ field }) => field)).toEqual(['patient']);
  for (const [patient, patientId] of [
    ['Fatma Ali', 'fatma'],
    ['Hoda Said', 'hoda'],
  ]) {
    const settled: Made = { kind: 'settled', user: 'heba', data: { patient } as Entry['data'] };
    expect(verdict(apart, settled, person('heba', 'headNurse'))).toBeNull();
    expect(shownOf([...apart, entryOf(settled, apart)])).toEqual([patient, patientId]);
  }
});
