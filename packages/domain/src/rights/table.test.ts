import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { aggregates } from '../aggregates.ts';
import { covers, type Right, rightOf } from './rights.ts';
import { rightsInPrint } from './rights-in-print.ts';
import { roles } from './roles.ts';
import { rightsTable } from './table.ts';

test('R1 a role that is not named may not, nor may anybody do what there is no row for', () => {
  expect(rightOf({ raised: { nurse: 'yes' } }, 'raised', 'doctor')).toBe('no');
  expect(rightOf({ raised: { nurse: 'yes' } }, 'razed', 'nurse')).toBe('no');
  expect(rightOf({ raised: { nurse: 'yes' } }, 'constructor', 'nurse')).toBe('no');
});

test('R2 every kind of entry and the reading of every aggregate has a row, and somebody may do it', () => {
  for (const [area, { entries }] of Object.entries(aggregates))
    for (const act of ['read', ...Object.keys(entries)]) {
      const rows = rightsTable.filter((row) => row.area === area && row.act === act);
      expect(rows, `${area} ${act}`).toHaveLength(1);
      expect(
        Object.values(rows[0]?.rights ?? {}).some((right) => right !== 'no'),
        `${area} ${act}`,
      ).toBe(true);
    }
});

test('R2 no row of an aggregate is for an entry that does not exist', () => {
  for (const { rights, entries } of Object.values(aggregates))
    expect(Object.keys(rights).sort()).toEqual(Object.keys(entries).sort());
});

test.each<readonly [Right, boolean, boolean, boolean, boolean]>([
  ['yes', true, true, true, true],
  ['own', false, true, false, true],
  ['ward', false, false, true, true],
  ['ownOrWard', false, true, true, true],
  ['no', false, false, false, false],
])('R3 %s covers: neither %s, own %s, ward %s, both %s', (right, neither, own, ward, both) => {
  expect(covers(right, { own: false, ward: false })).toBe(neither);
  expect(covers(right, { own: true, ward: false })).toBe(own);
  expect(covers(right, { own: false, ward: true })).toBe(ward);
  expect(covers(right, { own: true, ward: true })).toBe(both);
});

test('R3 a patient does nothing to what belongs to the staff', () => {
  const ofPatients = rightsTable.filter(({ doing, rights }) => doing !== 'server' && rights.patient !== 'no');
  expect(ofPatients.filter(({ area }) => ['staff', 'rooms', 'calls', 'stays', 'records'].includes(area))).toEqual([]);
  expect(roles).toContain('patient');
});

test('R4 RIGHTS.md is what the table says; print it anew with `node packages/domain/laws/print-rights.ts`', () => {
  const printed = readFileSync(new URL('../../RIGHTS.md', import.meta.url), 'utf8');
  expect(printed).toBe(rightsInPrint(rightsTable));
});
