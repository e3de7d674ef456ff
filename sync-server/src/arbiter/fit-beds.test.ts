import { type BedState, bedsOf, bookedFor, heldClaims, isOver, isProvisional } from '@healthcare/domain/stays';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PaperHospital, placeOf } from '../../testing/paper-hospital.ts';
import { type Docket, emptyDocket, heard } from './docket.ts';
import { ruled } from './ruling.ts';

/** Something people do, legal or not; of a stay as it stands, by somebody who missed the newest of it or not. */
interface Deed {
  readonly stay: string;
  readonly does: (typeof deeds)[number];
  readonly bed: number;
  readonly missed: number;
  /** Whom a claim names: as this stay does, by a bare name, or somebody else. */
  readonly patient: 'own' | 'bare' | 'p2';
}

const deeds = ['asks', 'books', 'moves', 'arrives', 'leaves', 'gives up', 'cleans', 'closes', 'opens'] as const;
const beds = [1, 2, 3] as const;

const anyDeed: fc.Arbitrary<Deed> = fc.record({
  stay: fc.constantFrom('s1', 's2', 's3', 's4'),
  does: fc.constantFrom(...deeds, 'asks', 'moves', 'arrives', 'leaves', 'cleans'),
  bed: fc.constantFrom(...beds),
  missed: fc.constantFrom(0, 0, 0, 1, 3),
  patient: fc.constantFrom('own', 'own', 'own', 'bare', 'p2'),
});

/** Two stays are of one patient, two of nobody who is known. */
const patientIds: Readonly<Record<string, string>> = { s1: 'p1', s2: 'p1' };

function done(paper: PaperHospital, { stay, does, bed, missed, patient }: Deed): void {
  const view = paper.stay(stay);
  const patientId = patient === 'own' ? patientIds[stay] : { bare: undefined, p2: 'p2' }[patient];
  const asked = { patient: stay, ...(patientId && { patientId }), ...placeOf(bed) };
  const booked = view && bookedFor(view);
  const dirty = view?.claims.find(({ released, cleaned }) => released && !cleaned);
  const room = bed <= 2 ? '401' : '402';
  const reason = 'as it happens';
  if (does === 'closes') paper.inRoom(room, 'bedClosed', { bed: `bed-${bed}`, reason });
  if (does === 'opens') paper.inRoom(room, 'bedOpened', { bed: `bed-${bed}` });
  if (does === 'closes' || does === 'opens') return;
  const said = {
    asks: { kind: 'claimed', data: asked },
    books: { kind: 'claimed', data: { ...asked, reservedFrom: '2026-01-06T12:30' } },
    moves: { kind: 'claimed', data: { ...asked, moving: true } },
    arrives: { kind: 'arrived', data: { claim: booked?.entry ?? 'none', needs: 'cleaning' } },
    leaves: { kind: 'left', data: { reason, needs: bed === 1 ? 'deepCleaning' : 'cleaning' } },
    'gives up': { kind: 'withdrawn', data: { reason } },
    cleans: { kind: 'cleaned', data: { claim: dirty?.entry ?? 'none' } },
  } as const;
  // A stay begins with whatever came first; what is no beginning is refused.
  paper.does(stay, { ...said[does], missed } as never);
}

function caughtUp(paper: PaperHospital, docket: Docket): Docket {
  const rooms = heard(docket, { of: 'rooms', rows: paper.roomRows(docket.roomsSeq) });
  return heard(rooms, { of: 'stays', rows: paper.stayRows(docket.staysSeq) });
}

function bedsIn({ rooms, stays }: Docket): readonly BedState[] {
  const known = [...stays].map(([id, { view }]) => ({ ...view, id }));
  return bedsOf(
    [...rooms].map(([id, room]) => ({ ...room, id })),
    known,
  );
}

/** Every promise about beds, looked at after a sitting; the beds as they were before it say which could be given. */
function promisesHold(paper: PaperHospital, before: readonly BedState[], given: readonly string[]): void {
  for (const holders of paper.holders().values()) expect(holders.length).toBeLessThanOrEqual(1);
  const held = paper.everyStay.filter((stay) => heldClaims(stay).length > 0);
  const patients = held.map(({ patientId }) => patientId).filter(Boolean);
  expect(patients).toEqual([...new Set(patients)]);
  for (const bedId of given) {
    const bed = before.find((one) => one.bed.id === bedId);
    expect(bed).toMatchObject({ holder: null, leftBy: null, closed: null });
  }
  for (const stay of paper.everyStay) {
    expect(heldClaims(stay).filter(({ arrived }) => arrived).length).toBeLessThanOrEqual(1);
    expect(stay.claims.filter(isProvisional)).toEqual([]);
    // Who is not away has a bed, or is a task that stands above the board.
    if (!isOver(stay) && heldClaims(stay).length === 0) expect(stay.state).toBe('declined');
  }
}

test('A3, B4, B15, B17, B20, M5: whatever people do in whatever order, no bed has two holders, no patient two beds, no bed is given dirty or closed, and whoever has none is a task', () => {
  let [confirmed, declined] = [0, 0];
  fc.assert(
    fc.property(fc.array(fc.array(anyDeed, { maxLength: 4 }), { minLength: 4, maxLength: 16 }), (turns) => {
      const paper = new PaperHospital();
      paper.room('401', [1, 2]);
      paper.room('402', [3]);
      let docket = emptyDocket;
      for (const turn of turns) {
        for (const deed of turn) done(paper, deed);
        docket = caughtUp(paper, docket);
        const before = bedsIn(docket);
        const given: string[] = [];
        for (const { stay, entries } of ruled(docket, 0)) {
          const claims = paper.stay(stay)?.claims ?? [];
          for (const { kind, data } of entries) {
            if (kind === 'confirmed') given.push(claims.find(({ entry }) => entry === data.claim)?.bedId ?? '');
            else declined += 1;
          }
          expect(paper.stored(stay, entries)).toEqual([]);
        }
        confirmed += given.length;
        docket = caughtUp(paper, docket);
        promisesHold(paper, before, given);
      }
    }),
    { numRuns: 200 },
  );
  expect(confirmed).toBeGreaterThan(200);
  expect(declined).toBeGreaterThan(200);
});
