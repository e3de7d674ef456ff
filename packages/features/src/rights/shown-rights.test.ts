import { actors, rightsTable } from '@healthcare/domain';
import { expect, test } from 'vitest';
import { refusalsWords } from '../refusals/index.ts';
import { rightsAreas, shownActors, shownAreas } from './shown-rights.ts';
import { rightsWords } from './words.ts';

const everything = { role: null, area: null } as const;

test('R4 the page shows every row of the table, and nothing else', () => {
  expect(shownAreas(everything).flatMap(({ rows }) => rows)).toEqual(rightsTable);
  expect(shownActors(everything)).toEqual(actors);
});

test('R4 of one role what it may do, of one kind of data its rows', () => {
  const ofHr = shownAreas({ role: 'hr', area: null });
  expect(ofHr.find(({ area }) => area === 'staff')?.rows.map(({ act }) => act)).toContain('registered');
  expect(ofHr.find(({ area }) => area === 'patients')).toBeUndefined();
  expect(shownActors({ role: 'hr', area: null })).toEqual(['hr']);
  expect(shownAreas({ role: null, area: 'calls' }).map(({ area }) => area)).toEqual(['calls']);
});

test('R4 every row has words of its own in both languages: a new act without them is found here', () => {
  for (const language of ['en', 'ar'] as const) {
    const { of, does } = rightsWords[language];
    const asked: Readonly<Record<string, object>> = refusalsWords[language].asked;
    expect(Object.keys(of)).toEqual(expect.arrayContaining([...rightsAreas]));
    const without = rightsTable.filter(({ area, act, doing }) => {
      if (doing === 'read') return false;
      return doing === 'server' ? !(act in does) : !(`${area}-${act}` in does || act in (asked[area] ?? {}));
    });
    expect(without.map(({ area, act }) => `${area} ${act}`)).toEqual([]);
  }
});
