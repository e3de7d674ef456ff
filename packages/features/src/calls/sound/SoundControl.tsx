import { elapsed, IconVolume, IconVolumeOff, useNow } from '@healthcare/ui';
import { useSyncExternalStore } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { usePorts } from '../../state/index.ts';
import { useCallWords } from '../call-words.ts';
import { useOpenCallsQuery } from '../calls-api.ts';
import { silenced, silenceOf, soundedAgain } from '../silence-slice.ts';
import { callsToSilence, SILENCE_MS, silentFor } from '../sounding.ts';
import css from './SoundControl.module.css';

/** Sound of this terminal: blocked by the browser, silenced with a countdown, or to be silenced. Nothing while nothing asks. */
export function SoundControl() {
  const { t } = useCallWords();
  const { sound, replica, nowMs } = usePorts();
  const dispatch = useDispatch();
  const blocked = useSyncExternalStore(sound.onChange, () => sound.blocked);
  const leftMs = silentFor(useSelector(silenceOf), useNow());
  const { data: calls = [] } = useOpenCallsQuery();
  const loud = callsToSilence(calls, replica.workstation);
  if (blocked)
    return (
      <button type="button" className={css.sound} data-asks onClick={() => sound.unlock()}>
        <IconVolumeOff size={20} aria-hidden />
        {t('sound.turnOn')}
      </button>
    );
  if (leftMs !== null)
    return (
      <button type="button" className={css.sound} onClick={() => dispatch(soundedAgain())}>
        <IconVolumeOff size={20} aria-hidden />
        <span>{t('sound.again')}</span>
        <span className="ltr">{elapsed(leftMs + 999)}</span>
      </button>
    );
  if (loud.length === 0) return null;
  const silence = { untilMs: nowMs() + SILENCE_MS, calls: loud };
  return (
    <button type="button" className={css.sound} onClick={() => dispatch(silenced(silence))}>
      <IconVolume size={20} aria-hidden />
      {t('sound.silence', { minutes: SILENCE_MS / 60_000 })}
    </button>
  );
}
