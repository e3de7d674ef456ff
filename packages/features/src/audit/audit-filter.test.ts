import { expect, test } from 'vitest';
import { rightsWords } from '../rights/index.ts';
import { auditActions, noFilter, otherActions, queryOf } from './audit-filter.ts';
import { auditWords } from './words.ts';

test('A5 what is not narrowed is not asked', () => {
  expect(queryOf(noFilter)).toBe('');
  expect(queryOf({ ...noFilter, person: ' salma ', action: 'read' }, { limit: '100' })).toBe(
    'person=salma&action=read&limit=100',
  );
});

test('A5 times are asked as instants, and one that is none is not asked', () => {
  const query = new URLSearchParams(queryOf({ ...noFilter, from: '2026-01-05T08:00', until: 'soon' }));
  expect(query.get('from')).toBe(new Date('2026-01-05T08:00').toISOString());
  expect(query.has('until')).toBe(false);
});

test('A5 the minute that ends a span is looked at too', () => {
  const query = new URLSearchParams(queryOf({ ...noFilter, until: '2026-01-05T23:59' }));
  expect(query.get('until')).toBe(new Date('2026-01-06T00:00').toISOString());
});

test('A5 every action has its words in both languages', () => {
  for (const language of ['en', 'ar'] as const) {
    const known = { ...rightsWords[language].does, ...auditWords[language].action };
    expect(auditActions.filter((action) => !(action in known))).toEqual([]);
    expect(Object.keys(auditWords[language].action).sort()).toEqual([...otherActions].sort());
  }
});
