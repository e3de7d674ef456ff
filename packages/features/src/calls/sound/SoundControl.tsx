import { elapsed, IconVolume, IconVolumeOff, useNow } from '@healthcare/ui';
import { useSyncExternalStore } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { usePorts } from '../../state/index.ts';
import type { Call } from '../call.ts';
import { useCallWords } from '../call-words.ts';
import { useHeardCalls } from '../escalation/use-heard-calls.ts';
import { silenced, silenceOf, soundedAgain } from '../silence-slice.ts';
import { callsToSilence, SILENCE_MS, silentFor, soundChoice } from '../sounding.ts';
import css from './SoundControl.module.css';

const none: readonly Call[] = [];

/** Sound of this terminal: blocked by the browser, silenced with a countdown, or to be silenced. Nothing while nothing asks. */
export function SoundControl() {
  const { t } = useCallWords();
  const { sound, replica, nowMs } = usePorts();
  const dispatch = useDispatch();
  const blocked = useSyncExternalStore(sound.onChange, () => sound.blocked);
  const silenceNow = useSelector(silenceOf);
  const shownMs = useNow();
  const calls = useHeardCalls() ?? none;
  const choice = soundChoice(calls, replica.workstation, silenceNow, shownMs);
  if (blocked)
    return (
      <button type="button" className={css.sound} data-asks onClick={() => sound.unlock()}>
        <IconVolumeOff size={20} aria-hidden />
        {t('sound.turnOn')}
      </button>
    );
  if (choice === 'again')
    return (
      <button type="button" className={css.sound} onClick={() => dispatch(soundedAgain())}>
        <IconVolumeOff size={20} aria-hidden />
        <span>{t('sound.again')}</span>
        <span className="ltr">{elapsed((silentFor(silenceNow, shownMs) ?? 0) + 999)}</span>
      </button>
    );
  if (choice === null) return null;
  return (
    <button
      type="button"
      className={css.sound}
      onClick={() =>
        dispatch(silenced({ untilMs: nowMs() + SILENCE_MS, calls: callsToSilence(calls, replica.workstation) }))
      }
    >
      <IconVolume size={20} aria-hidden />
      {t('sound.silence', { minutes: SILENCE_MS / 60_000 })}
    </button>
  );
}
