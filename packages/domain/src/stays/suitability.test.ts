import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BedState, isFree, type KnownStay } from './beds.ts';
import { type Isolation, isolations } from './entries.ts';
import { cautionsFor, offersFor, type WhoNeedsBed } from './suitability.ts';
import { noStay } from './view.ts';

type Sex = WhoNeedsBed['sex'];
type Mate = KnownStay & { readonly sex: Sex };
const mate = (id: string, sex: Sex, isolation: Isolation = 'none'): Mate => ({ ...noStay, id, sex, isolation });
const sexOf = ({ sex }: Mate) => sex;

function bed(room: string, label: string, more: Partial<BedState<Mate>> = {}): BedState<Mate> {
  const nobody = { holder: null, provisional: [], use: null, leftBy: null, closed: null } as const;
  return { wardId: '4B', roomId: room, room, bed: { id: `${room}-${label}`, label }, ...nobody, ...more };
}

const who = (more: Partial<WhoNeedsBed> = {}): WhoNeedsBed => ({
  sex: 'female',
  isolation: 'none',
  from: null,
  ...more,
});
const brief = (offers: ReturnType<typeof offersFor>) =>
  offers.map(({ place, near, cautions }) => [place.bedId, near, ...cautions]);

test('B19 the same room first, then the ward, then others; those against which something speaks last', () => {
  const men = bed('402', '1', { holder: mate('m', 'male') });
  const beds = [{ ...bed('301', '1'), wardId: '3A' }, men, bed('402', '2'), bed('403', '1'), bed('401', '2')];
  expect(brief(offersFor(who({ from: { wardId: '4B', roomId: '401' } }), beds, sexOf))).toEqual([
    ['401-2', 'room'],
    ['403-1', 'ward'],
    ['301-1', 'hospital'],
    ['402-2', 'ward', 'otherSex'],
  ]);
});

test.each<[string, Partial<WhoNeedsBed>, readonly Mate[], readonly string[]]>([
  ['alone', { isolation: 'airborne' }, [], []],
  ['isolated beside somebody who is not', { isolation: 'contact' }, [mate('a', 'female')], ['isolation']],
  ['the same isolation', { isolation: 'contact' }, [mate('a', 'female', 'contact')], []],
  ['airborne lies alone', { isolation: 'airborne' }, [mate('a', 'female', 'airborne')], ['isolation']],
  ['beside somebody isolated', {}, [mate('a', 'female', 'droplet')], ['isolatedRoom']],
  ['a man beside a woman', { sex: 'male' }, [mate('a', 'female')], ['otherSex']],
  ['nobody knows', { sex: 'notKnown' }, [mate('a', 'female')], []],
])('B19 what speaks against a room: %s', (_, patient, mates, cautions) => {
  expect(cautionsFor(who(patient), mates, sexOf)).toEqual(cautions);
});

test('B19 every free bed is offered once, and no other', () => {
  const anyBed = fc
    .record({
      room: fc.constantFrom('401', '402'),
      isHeld: fc.boolean(),
      isolation: fc.constantFrom(...isolations),
      sex: fc.constantFrom<Sex>('female', 'male'),
    })
    .map(({ room, isHeld, isolation, sex }) => ({ room, holder: isHeld ? mate('x', sex, isolation) : null }));
  fc.assert(
    fc.property(fc.array(anyBed, { maxLength: 12 }), fc.constantFrom(...isolations), (made, isolation) => {
      const beds = made.map(({ room, holder }, at) => bed(room, String(at), { holder }));
      const offers = offersFor(who({ isolation }), beds, sexOf);
      expect(offers.map(({ place }) => place.bedId).sort()).toEqual(
        beds
          .filter(isFree)
          .map((one) => one.bed.id)
          .sort(),
      );
      const against = offers.map(({ cautions }) => cautions.length > 0);
      expect(against).toEqual(against.toSorted());
    }),
  );
});
