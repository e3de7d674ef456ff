import { CodeField, clinicalDay, type PlainDay, useWords } from '@healthcare/ui';
import { useState } from 'react';
import { dayAsTyped, typedDay } from './typed-day.ts';

export interface DayFieldProps {
  readonly label: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly value: string;
  readonly wrong: string | null;
  /** What is no day is handed on as it was typed: the domain refuses it. */
  readonly onChange: (value: string) => void;
}

/** A day, typed day first whatever the language of the machine, and read back so that day and month are not turned round. */
export function DayField({ label, value, wrong, onChange }: DayFieldProps) {
  const { t, language } = useWords('patients');
  const [typed, setTyped] = useState(() => dayAsTyped(value || undefined));
  const day = typedDay(typed);
  return (
    <CodeField
      label={label}
      placeholder={t('form.bornHow')}
      value={typed}
      wrong={wrong}
      description={day === null ? undefined : clinicalDay(day as PlainDay, language)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      autoComplete="off"
      onChange={({ currentTarget: { value: text } }) => {
        setTyped(text);
        onChange(typedDay(text) ?? text.trim());
      }}
    />
  );
}
