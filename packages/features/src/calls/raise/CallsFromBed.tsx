import { type CallKind, callKinds } from '@healthcare/domain/calls';
import { tell } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { usePorts } from '../../state/index.ts';
import { useCallWords } from '../call-words.ts';
import type { CallPatient } from '../patient/lying-in-bed.ts';
import { useCallAct } from '../use-call-act.ts';
import css from './CallsFromBed.module.css';
import { kindIcon } from './KindPicker.tsx';
import { usualPriority } from './raise.ts';
import { useRaiseCall } from './use-raise-call.ts';

/** Where people are needed, and for whom. */
export interface CallFrom extends CallPatient {
  readonly wardId: string;
  readonly roomId: string;
  readonly room: string;
  readonly bed: string;
}

export interface CallsFromBedProps {
  readonly from: CallFrom;
  /** Raised: saved here. */
  readonly onRaised: () => void;
  /** Opens the form with the place and the patient filled in. */
  readonly onMore: () => void;
}

/** One press raises a call of its usual priority at the bed; raised by mistake, it is taken back from the notice. */
export function CallsFromBed({ from, onRaised, onMore }: CallsFromBedProps) {
  const { t } = useCallWords();
  const { raise, busy } = useRaiseAtOnce(from, onRaised);
  const title = useId();
  return (
    <section className={css.calls} aria-labelledby={title}>
      <header className={css.head}>
        <h3 id={title}>{t('fromBed.title')}</h3>
        <Button variant="subtle" onClick={onMore}>
          {t('fromBed.more')}
        </Button>
      </header>
      <div className={css.kinds}>
        {callKinds.map((kind) => {
          const Sign = kindIcon[kind];
          return (
            <Button
              key={kind}
              variant={kind === 'emergency' ? 'filled' : 'default'}
              {...(kind === 'emergency' && { color: 'red' })}
              leftSection={<Sign size={20} aria-hidden />}
              className={css.kind ?? ''}
              disabled={busy}
              onClick={() => void raise(kind)}
            >
              {t(`kind.${kind}`)}
            </Button>
          );
        })}
      </div>
    </section>
  );
}

function useRaiseAtOnce({ patient, patientId, ...place }: CallFrom, onRaised: () => void) {
  const { t, place: placeWords } = useCallWords();
  const { newId } = usePorts();
  const raiseCall = useRaiseCall();
  const act = useCallAct();
  const [busy, setBusy] = useState(false);
  const raise = async (kind: CallKind) => {
    setBusy(true);
    const callId = newId();
    const data = { ...place, kind, priority: usualPriority[kind], ...(patient !== '' && { patient }) };
    const saved = await raiseCall({ callId, entryId: newId(), data, patientId });
    setBusy(false);
    if (!saved) return;
    tell({
      title: t('fromBed.raised', { kind: t(`kind.${kind}`) }),
      message: placeWords(place),
      undo: () => void act({ id: callId, ...place }, { kind: 'cancelled', data: { reason: t('fromBed.mistake') } }),
    });
    onRaised();
  };
  return { raise, busy };
}
