import { Select, Textarea, TextInput } from '@mantine/core';
import { type Names, useNames } from '../../staff/index.ts';
import { useCallWords } from '../call-words.ts';
import type { RaiseDraft } from '../drafts-slice.ts';
import type { BedOfCall } from '../patient/lying-in-bed.ts';
import { PatientField } from '../patient/PatientField.tsx';
import css from './RaiseCall.module.css';

export type Facts = Pick<
  RaiseDraft,
  'patient' | 'patientId' | 'doctor' | 'nurse' | 'disease' | 'treatment' | 'description'
>;

export interface MoreFactsProps {
  readonly draft: Facts;
  readonly onChange: (to: Partial<Facts>) => void;
  /** Fields that the domain did not take as they are. */
  readonly wrong: readonly string[];
  /** The bed of the call; null for a whole room, or while none is chosen. */
  readonly place: BedOfCall | null;
  readonly onFind: () => void;
}

/** Everything that helps and can wait. */
export function MoreFacts({ draft, onChange, wrong, place, onFind }: MoreFactsProps) {
  const { t } = useCallWords();
  const names = useNames();
  const text = (field: 'disease' | 'treatment') => (
    <TextInput
      label={t(`field.${field}`)}
      value={draft[field]}
      error={wrong.includes(field) && t('field.tooLong')}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    />
  );
  const person = (field: 'doctor' | 'nurse') => (
    <Select
      label={t(`field.${field}`)}
      data={peopleOf(names, field)}
      value={draft[field]}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('field.clear') }}
      nothingFoundMessage={t('field.nobody')}
      onChange={(user) => onChange({ [field]: user })}
    />
  );
  return (
    <div className={css.more}>
      <PatientField
        whom={{ patient: draft.patient, patientId: draft.patientId ?? null }}
        place={place}
        wrong={wrong.includes('patient')}
        onChange={onChange}
        onFind={onFind}
      />
      <Textarea
        className={css.wide ?? ''}
        label={t('field.description')}
        value={draft.description}
        minRows={2}
        error={wrong.includes('description') && t('field.tooLong')}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      {text('disease')}
      {text('treatment')}
      {person('doctor')}
      {person('nurse')}
    </div>
  );
}

/** Who can be asked for, by name. */
export function peopleOf({ directory, nameOf }: Names, field: 'doctor' | 'nurse') {
  const roles = field === 'doctor' ? ['doctor', 'headDoctor'] : ['nurse', 'headNurse'];
  return Object.values(directory)
    .filter(({ role, state }) => state === 'employed' && roles.includes(role))
    .map(({ person }) => ({ value: person, label: nameOf(person) }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
