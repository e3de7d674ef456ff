import type { CallKind } from '@healthcare/domain/calls';
import { callKinds, callPriorities } from '@healthcare/domain/calls';
import { type Icon, IconAlertOctagonFilled, IconHandStop, IconStethoscope, IconUserUp } from '@healthcare/ui';
import { priorityIcon } from '../call-signs.ts';
import { useCallWords } from '../call-words.ts';
import type { RaiseDraft } from '../drafts-slice.ts';
import css from './KindPicker.module.css';
import { usualPriority } from './raise.ts';

/** The sign of each kind, also where one press raises it. */
export const kindIcon: Readonly<Record<CallKind, Icon>> = {
  emergency: IconAlertOctagonFilled,
  assistance: IconHandStop,
  treatment: IconStethoscope,
  surgery: IconUserUp,
};

export interface KindPickerProps {
  readonly draft: Pick<RaiseDraft, 'kind' | 'priority'>;
  readonly onChange: (to: Partial<RaiseDraft>) => void;
}

/** A kind brings its usual priority; another can be chosen beside it. */
export function KindPicker({ draft, onChange }: KindPickerProps) {
  const { t } = useCallWords();
  return (
    <div className={css.pickers}>
      {/* biome-ignore lint/a11y/useSemanticElements: pressed buttons, one press each, also with gloves */}
      <div className={css.kinds} role="group" aria-label={t('raise.kind')}>
        {callKinds.map((kind) => {
          const Sign = kindIcon[kind];
          return (
            <button
              key={kind}
              type="button"
              className={css.kind}
              aria-pressed={kind === draft.kind}
              data-autofocus={kind === draft.kind || undefined}
              onClick={() => onChange({ kind, priority: usualPriority[kind] })}
            >
              <Sign size={24} aria-hidden />
              {t(`kind.${kind}`)}
            </button>
          );
        })}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div className={css.priorities} role="group" aria-label={t('raise.priority')}>
        {callPriorities.map((priority) => {
          const Sign = priorityIcon[priority];
          return (
            <button
              key={priority}
              type="button"
              className={css.priority}
              data-priority={priority}
              aria-pressed={priority === draft.priority}
              onClick={() => onChange({ priority })}
            >
              <Sign size={20} aria-hidden />
              {t(`priority.${priority}`)}
            </button>
          );
        })}
      </div>
    </div>
  );
}
