import { isolations, type StayFacts } from '@healthcare/domain/stays';
import { TextField, useWords } from '@healthcare/ui';
import { Select, Textarea } from '@mantine/core';
import { useNames } from '../../staff/index.ts';
import { peopleFor } from '../people-for.ts';
import css from './FactFields.module.css';
import { MomentField } from './MomentField.tsx';

/** The facts of a stay as a form holds them; empty is not said. */
export type FactTexts = Readonly<Record<keyof StayFacts, string>>;

/** What is known before; a stay of which nothing was said has none of it. */
export type FactsBefore = { readonly [Fact in keyof StayFacts]?: StayFacts[Fact] | undefined };

export const noFacts: FactTexts = {
  doctor: '',
  nurse: '',
  disease: '',
  treatment: '',
  description: '',
  isolation: 'none',
  until: '',
};

export function factTextsOf(facts: FactsBefore): FactTexts {
  const said = Object.keys(noFacts).map((field) => [
    field,
    facts[field as keyof StayFacts] ?? noFacts[field as keyof StayFacts],
  ]);
  return Object.fromEntries(said) as FactTexts; // the same fields, each a text
}

export interface FactFieldsProps {
  readonly facts: FactTexts;
  readonly onChange: (to: Partial<FactTexts>) => void;
  /** Fields that the domain did not take as they are. */
  readonly wrong: readonly string[];
}

/** Who answers, why somebody lies here, and until when (B13). */
export function FactFields({ facts, onChange, wrong }: FactFieldsProps) {
  const { t } = useWords('beds');
  const names = useNames();
  const person = (field: 'doctor' | 'nurse') => (
    <Select
      label={t(`fact.${field}`)}
      data={peopleFor(names, field)}
      value={facts[field] || null}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('fact.clear') }}
      nothingFoundMessage={t('fact.nobody')}
      onChange={(user) => onChange({ [field]: user ?? '' })}
    />
  );
  const text = (field: 'disease' | 'treatment') => (
    <TextField
      label={t(`fact.${field}`)}
      value={facts[field]}
      wrong={wrong.includes(field) ? t('fact.tooLong') : null}
      autoComplete="off"
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <div className={css.fields}>
      {text('disease')}
      {text('treatment')}
      {person('doctor')}
      {person('nurse')}
      <Select
        label={t('fact.isolation')}
        data={isolations.map((one) => ({ value: one, label: t(`isolation.${one}`) }))}
        value={facts.isolation}
        allowDeselect={false}
        onChange={(isolation) => onChange({ isolation: isolation ?? 'none' })}
      />
      <MomentField
        label={t('fact.until')}
        value={facts.until}
        wrong={wrong.includes('until') ? t('fact.noTime') : null}
        onChange={(until) => onChange({ until })}
      />
      <Textarea
        className={css.wide ?? ''}
        label={t('fact.description')}
        value={facts.description}
        minRows={2}
        autosize
        error={wrong.includes('description') && t('fact.tooLong')}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
    </div>
  );
}
