import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planOf } from './plan.ts';

const room = (roomId: string, beds: number) => ({ roomId, beds: Array.from({ length: beds }, (_, at) => at) });
const idsOf = (plan: ReturnType<typeof planOf<ReturnType<typeof room>>>) =>
  plan.map(({ far, near }) =>
    [far, near].map((side) => side.map(({ rooms }) => rooms?.map(({ roomId }) => roomId).join('+') ?? 'station')),
  );

test('doors follow each other along one side and back along the other; single rooms share a width, the station ends the ward', () => {
  const ward = [room('401', 4), room('402', 4), room('403', 1), room('404', 1), room('405', 2)];
  expect(idsOf(planOf(ward))).toEqual([
    [
      ['401', '402'],
      ['403+404', '405', 'station'],
    ],
  ]);
});

test('R5: sixty beds are several stretches of at most eight columns', () => {
  const ward = Array.from({ length: 15 }, (_, at) => room(`${400 + at}`, 4));
  const plan = planOf(ward);
  expect(plan.map(({ columns }) => columns)).toEqual([8, 8]);
  expect(idsOf(plan).flat(2)).toEqual([...ward.map(({ roomId }) => roomId), 'station']);
});

test('every room has exactly one place, in its order, and no side is wider than its stretch', () => {
  const anyWard = fc.array(fc.integer({ min: 0, max: 24 }), { maxLength: 40 });
  fc.assert(
    fc.property(anyWard, (sizes) => {
      const plan = planOf(sizes.map((beds, at) => room(`r${at}`, beds)));
      const placed = idsOf(plan)
        .flat(2)
        .flatMap((ids) => ids.split('+'));
      expect(placed).toEqual([...sizes.map((_, at) => `r${at}`), 'station']);
      for (const { columns, far, near } of plan)
        for (const side of [far, near])
          expect(side.reduce((sum, spot) => sum + spot.columns, 0)).toBeLessThanOrEqual(columns);
    }),
  );
});
