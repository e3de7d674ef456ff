import { CodeField, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { inFull, plainTimeOf } from '../plain-time.ts';
import { dayAfter, momentAsTyped, typedMoment } from '../typed-moment.ts';
import css from './MomentField.module.css';

export interface MomentFieldProps {
  readonly label: string;
  /** `YYYY-MM-DDTHH:MM`, or empty. */
  readonly value: string;
  readonly wrong: string | null;
  /** What is no moment is handed on as it was typed: the domain refuses it, and says so beside the field. */
  readonly onChange: (value: string) => void;
}

/** Until when people usually have left, and from when beds are given. */
const NOON = 12;

/**
 * Day and time, day first and by a clock of 24 hours, whatever the language of the machine: its own fields turn day and month round, and say
 * noon with letters. What was understood is read back.
 */
export function MomentField({ label, value, wrong, onChange }: MomentFieldProps) {
  const { t, language } = useWords('beds');
  const now = plainTimeOf(useNow(60_000));
  const today = now.slice(0, 10);
  const [typed, setTyped] = useState(() => momentAsTyped(value));
  const moment = typedMoment(typed, today);
  const type = (text: string) => {
    setTyped(text);
    onChange(typedMoment(text, today) ?? text.trim());
  };
  const later = Math.min(23, Math.max(NOON, Number(now.slice(11, 13)) + 1));
  const quick = { today: `${today}T${later}:00`, tomorrow: `${dayAfter(today)}T${NOON}:00` };
  return (
    <div>
      <CodeField
        label={label}
        placeholder={t('moment.how')}
        value={typed}
        wrong={wrong}
        description={moment ? inFull(moment, language) : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        onChange={(event) => type(event.currentTarget.value)}
      />
      <div className={css.quick}>
        {(['today', 'tomorrow'] as const).map((day) => (
          <Button
            key={day}
            variant="default"
            size="sm"
            aria-label={t('moment.set', { label, day: t(`moment.${day}`) })}
            onClick={() => type(momentAsTyped(quick[day]))}
          >
            {t(`moment.${day}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
