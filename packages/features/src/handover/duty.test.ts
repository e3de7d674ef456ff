import { documentOf, type Entry, stamp } from '@healthcare/domain';
import { staff } from '@healthcare/domain/staff';
import { expect, test } from 'vitest';
import { dutyTimes, onDutySince } from './duty.ts';

const registered = {
  person: 'n1',
  name: { en: 'N', ar: 'ن' },
  sex: 'female',
  role: 'nurse',
  wards: ['4B'],
};

function entries(...deeds: readonly (readonly [string, number])[]): readonly Entry[] {
  const all = [['registered', 0] as const, ...deeds];
  return all.map(([kind, minute], at) => ({
    id: `e${at}`,
    kind,
    at: stamp(minute * 60_000, 0, 'wk'),
    by: { user: 'n1', grant: 'g', workstation: 'wk' },
    after: at === 0 ? [] : [`e${at - 1}`],
    data: kind === 'registered' ? registered : {},
  }));
}

const minute = (n: number) => n * 60_000;

test('duty is taken and left with times; saying it twice changes nothing', () => {
  const said = entries(
    ['wentOnDuty', 10],
    ['wentOnDuty', 20],
    ['leftDuty', 500],
    ['leftDuty', 510],
    ['wentOnDuty', 900],
  );
  expect(dutyTimes(said)).toEqual([
    { fromMs: minute(10), untilMs: minute(500) },
    { fromMs: minute(900), untilMs: null },
  ]);
  expect(onDutySince(documentOf(staff, 'm', said))).toBe(minute(900));
  expect(onDutySince(documentOf(staff, 'm', said.slice(0, -1)))).toBeNull();
});
