import { EscalationTable } from '@healthcare/domain/wards';
import { clinicalDay, type Language, type PlainDay, type Say, useWords } from '@healthcare/ui';
import { useFactWords } from '../calls/index.ts';
import { useNames } from '../staff/index.ts';
import { useStationNames, useWardStationsQuery } from '../wards/index.ts';
import type { DisputedKind } from './disputed-documents.ts';

export interface ValueWords {
  fieldWord(db: DisputedKind, field: string): string;
  valueWord(db: DisputedKind, field: string, value: unknown): string;
}

/** Fields and values as people call them, in the language in force. */
export function useValueWords(): ValueWords {
  const { t, language } = useWords('disputes');
  const calls = useFactWords();
  const patients = useWords('file');
  const ofWard = useWardValue();
  const { nameOf } = useNames();
  return {
    fieldWord: (db, field) => {
      if (db === 'calls') return calls.fieldWord(field);
      if (db === 'patients') return patients.t(`fact.${field}`, { defaultValue: field });
      if (db === 'wards' && field !== 'primaryStation')
        return t('field.escalation', { kind: calls.factWord('kind', field) });
      return t(`field.${field}`, { defaultValue: field });
    },
    valueWord: (db, field, value) => {
      if (db === 'calls') return calls.factWord(field, value);
      return db === 'wards' ? ofWard(field, value) : wordOf(field, value, { t, language, nameOf });
    },
  };
}

/** A table of escalation in sentences, or the name of a workstation. */
function useWardValue(): (field: string, value: unknown) => string {
  const { t } = useWords('disputes');
  const lead = useWords('lead');
  const calls = useWords('calls');
  const { data: stations } = useWardStationsQuery();
  const stationOf = useStationNames(stations);
  return (field, value) => {
    if (field === 'primaryStation') return value === '' ? t('value.nothing') : stationOf(String(value));
    const table = EscalationTable.safeParse(value).data ?? [];
    const said = table.map(({ to, after }) =>
      lead.t('escalation.step', { to: calls.t(`escalation.to.${to}`), minutes: after / 60 }),
    );
    return said.join(t('and')) || lead.t('escalation.nobody');
  };
}

interface Speaking {
  readonly t: Say;
  readonly language: Language;
  readonly nameOf: (user: string) => string;
}

function wordOf(field: string, value: unknown, { t, language, nameOf }: Speaking): string {
  if (value === null) return t('value.nothing');
  if (field === 'inCharge') return nameOf(String(value));
  if (field === 'type' || field === 'role' || field === 'sex' || field === 'identity')
    return t(`value.${String(value)}`, { defaultValue: String(value) });
  if (field === 'born') return clinicalDay(String(value) as PlainDay, language);
  if (Array.isArray(value)) return value.map(labelOf).join(t('and'));
  if (typeof value === 'object' && value !== null && language in value) return String(Reflect.get(value, language));
  return String(value);
}

/** A bed by its label; a ward is its own. */
function labelOf(one: unknown): string {
  return typeof one === 'object' && one !== null && 'label' in one ? String(one.label) : String(one);
}
