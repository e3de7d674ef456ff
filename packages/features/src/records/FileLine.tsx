import type { FileState } from '@healthcare/replica';
import {
  type Icon,
  IconAlertCircle,
  IconCloudCheck,
  IconCloudUp,
  IconDeviceDesktop,
  IconFileUpload,
  momentOf,
  Pill,
  useNow,
  useWords,
} from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useNames } from '../staff/index.ts';
import { fileSize } from './file-size.ts';
import css from './RecordsPart.module.css';
import type { RecordRow } from './record-book.ts';

export interface FileLineProps {
  readonly record: RecordRow;
  /** Undefined: nothing of it is on this workstation, or on its way. */
  readonly state: FileState | undefined;
  readonly onOpen: () => void;
  /** Null where this person may not. */
  readonly onRemove: (() => void) | null;
}

/** One file: what it is, who added it when, where it is, and how far on its way. */
export function FileLine({ record, state, onOpen, onRemove }: FileLineProps) {
  const { t, language } = useWords('records');
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  const { name, bytes, addedBy, recordedMs } = record;
  return (
    <li>
      <IconFileUpload size={20} stroke={1.75} aria-hidden />
      <div>
        <h2>
          <bdi>{name}</bdi>
        </h2>
        <p className={css.quiet}>
          {t('addedBy', { name: nameOf(addedBy), at: momentOf(recordedMs, nowMs, language), size: fileSize(bytes) })}
        </p>
      </div>
      <State state={state} unsent={record.unsent} />
      <Button variant="default" aria-label={t('openOf', { name })} onClick={onOpen}>
        {t('open')}
      </Button>
      {onRemove ? (
        <Button variant="default" aria-label={t('removeOf', { name })} onClick={onRemove}>
          {t('remove.open')}
        </Button>
      ) : (
        <span />
      )}
    </li>
  );
}

const signs: Readonly<Record<FileState['phase'], Icon>> = {
  waiting: IconDeviceDesktop,
  sending: IconCloudUp,
  sent: IconCloudCheck,
  fetching: IconCloudUp,
  damaged: IconAlertCircle,
  refused: IconAlertCircle,
};

function State({ state, unsent }: { readonly state: FileState | undefined; readonly unsent: boolean }) {
  const { t } = useWords('records');
  if (!state)
    return (
      <Pill tone="quiet" icon={IconCloudCheck}>
        {t(unsent ? 'state.waiting' : 'state.onServer')}
      </Pill>
    );
  const { phase, total } = state;
  const isQuiet = phase === 'sent';
  return (
    <div className={css.state}>
      <Pill tone={isQuiet ? 'quiet' : 'attention'} icon={signs[phase]}>
        {t(`state.${phase}`)}
      </Pill>
      {'done' in state && (
        <progress value={state.done} max={total} aria-label={t('progress', { done: state.done, total })} />
      )}
    </div>
  );
}
