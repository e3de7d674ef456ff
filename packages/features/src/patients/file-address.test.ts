import { expect, test } from 'vitest';
import { fileOf, fileScreen } from './file-address.ts';

test('a file has an address for each of its parts', () => {
  expect(fileScreen('a/b')).toBe('patients/a%2Fb');
  expect(fileOf(fileScreen('a/b'))).toEqual({ patient: 'a/b', part: 'timeline' });
  expect(fileOf(fileScreen('p', 'records'))).toEqual({ patient: 'p', part: 'records' });
});

test.each(['patients', 'calls', 'patients/'])('%s is no file', (screen) => {
  expect(fileOf(screen)).toBeNull();
});

test('what is damaged leads to a file that is not here', () => {
  expect(fileOf('patients/%E0%A4%A')).toEqual({ patient: '%E0%A4%A', part: 'timeline' });
  expect(fileOf('patients/p/unheard-of')?.part).toBe('timeline');
});
