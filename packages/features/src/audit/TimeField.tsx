import { CodeField, useNow, useWords } from '@healthcare/ui';
import { inFull, plainTimeOf } from '../beds/index.ts';
import { type Edge, typedTime } from './typed-time.ts';

export interface TimeFieldProps {
  readonly edge: Edge;
  /** As it was typed. */
  readonly typed: string;
  readonly wrong: string | null;
  readonly onType: (typed: string) => void;
}

/** One end of the span that is looked at: typed day first and by a clock of 24 hours, and what was understood is read back. */
export function TimeField({ edge, typed, wrong, onType }: TimeFieldProps) {
  const { t, language } = useWords('audit');
  const time = typedTime(typed, plainTimeOf(useNow(60_000)).slice(0, 10), edge);
  return (
    <CodeField
      label={t(`filter.${edge}`)}
      placeholder={t('filter.how')}
      value={typed}
      wrong={wrong}
      description={time === null ? undefined : inFull(time, language)}
      inputWrapperOrder={['label', 'description', 'error', 'input']}
      autoComplete="off"
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}
