import { type Entry, stamp } from '@healthcare/domain';
import { noPatient, type PatientView } from '@healthcare/domain/patients';
import { expect, test } from 'vitest';
import type { Patient } from '../patients/index.ts';
import { allergiesOf } from './allergies.ts';

const deed = (entry: string) => ({ entry, by: 'n1', at: stamp(1, 0, 'wk') });
const allergy = (agent: string, takenBack: string | null = null): PatientView['allergies'][number] => ({
  ...deed(agent),
  agent,
  severity: 'unknown',
  takenBack: takenBack === null ? null : { ...deed(`${agent}-back`), reason: takenBack },
});
const patient = (id: string, facts: Partial<PatientView> = {}, entries: readonly Entry[] = []): Patient => ({
  ...noPatient,
  state: 'registered',
  ...facts,
  id,
  entries,
  unsent: [],
});

test('P4: known, none known, not recorded', () => {
  expect(allergiesOf([patient('a')], true).state).toBe('notRecorded');
  expect(allergiesOf([patient('a', { noneKnown: [deed('x')] })], true).state).toBe('noneKnown');
  const known = allergiesOf([patient('a', { allergies: [allergy('latex'), allergy('aspirin', 'tolerated')] })], true);
  expect(known.state).toBe('known');
  expect(known.standing.map(({ agent }) => agent)).toEqual(['latex']);
  expect(known.ever.map(({ agent }) => agent)).toEqual(['latex', 'aspirin']);
});

test('P8: an allergy that stands in any document of the person stands, whatever the other says', () => {
  const found = allergiesOf(
    [patient('a', { noneKnown: [deed('x')] }), patient('b', { allergies: [allergy('latex')] })],
    true,
  );
  expect([found.state, found.standing.map(({ agent, patient: in_ }) => [agent, in_])]).toEqual([
    'known',
    [['latex', 'b']],
  ]);
});

test('P5: both statements in one document are a contradiction until somebody reviews them', () => {
  const torn = patient('a', { noneKnown: [deed('x')], allergies: [allergy('latex')] });
  expect(allergiesOf([torn, patient('b')], true)).toMatchObject({ state: 'known', contradicted: ['a'] });
});

test('what cannot be read here is unavailable, never none: a part that is missing, or what only a newer program can tell', () => {
  const none = patient('a', { noneKnown: [deed('x')] });
  expect(allergiesOf([none], false).state).toBe('unavailable');
  const newer = {
    id: 'e',
    kind: 'unheardOf',
    at: stamp(1, 0, 'wk'),
    by: { user: 'n1', grant: 'g', workstation: 'wk' },
    after: [],
    data: {},
    version: 99,
  };
  expect(allergiesOf([patient('a', { noneKnown: [deed('x')] }, [newer])], true).state).toBe('unavailable');
});
