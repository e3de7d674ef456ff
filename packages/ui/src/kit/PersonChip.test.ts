import { expect, test } from 'vitest';
import { initialsOf } from './PersonChip.tsx';

test.each([
  ['Salma Nasr', 'SN'],
  ['mahmoud ahmed hosny', 'MH'],
  ['Rania', 'R'],
  ['  Omar   Tarek ', 'OT'],
  ['سلمى نصر', 'س ن'],
  ['كريم', 'ك'],
  ['', ''],
])('initials of "%s" are "%s": first and last name, Arabic letters unjoined', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
