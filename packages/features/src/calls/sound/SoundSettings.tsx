import { callPriorities } from '@healthcare/domain/calls';
import { Dialog, IconVolume, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useId, useState, useSyncExternalStore } from 'react';
import { usePorts, type Volume } from '../../state/index.ts';
import { priorityIcon } from '../call-signs.ts';
import { useCallWords } from '../call-words.ts';
import css from './SoundSettings.module.css';
import { LEAST_FOR_EMERGENCIES, LEAST_FOR_OTHERS } from './volume.ts';

/** In the header: how loud this terminal is, and what its sounds are. */
export function SoundSettings() {
  const { t } = useCallWords();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button type="button" className={css.open} aria-label={t('volume.open')} onClick={() => setOpened(true)}>
        <IconVolume size={20} aria-hidden />
      </button>
      <Dialog title={t('volume.title')} size={560} opened={opened} onClose={() => setOpened(false)}>
        {opened && <Settings />}
      </Dialog>
    </>
  );
}

/** A volume for emergencies and one for everything else, neither of which can be turned off, and each sound to be heard. */
function Settings() {
  const { t } = useCallWords();
  const { sound } = usePorts();
  return (
    <div className={css.settings}>
      <p className={css.quiet}>{t('volume.what')}</p>
      <Level of="emergencies" least={LEAST_FOR_EMERGENCIES} />
      <Level of="others" least={LEAST_FOR_OTHERS} />
      <section className={css.sounds} aria-label={t('volume.sounds')}>
        <h3>{t('volume.sounds')}</h3>
        <ul>
          {callPriorities.map((priority) => {
            const Sign = priorityIcon[priority];
            return (
              <li key={priority} data-priority={priority}>
                <Sign size={20} aria-hidden />
                <b>{t(`priority.${priority}`)}</b>
                <span>{t(`volume.rhythm.${priority}`)}</span>
                <Button
                  variant="default"
                  aria-label={t('volume.hearOf', { priority: t(`priority.${priority}`) })}
                  onClick={() => sound.hear(priority)}
                >
                  {t('volume.hear')}
                </Button>
              </li>
            );
          })}
        </ul>
      </section>
    </div>
  );
}

function Level({ of, least }: { readonly of: keyof Volume; readonly least: number }) {
  const { t } = useCallWords();
  const { language } = useWords('calls');
  const { sound } = usePorts();
  const level = useSyncExternalStore(sound.onChange, () => sound.volume[of]);
  const [field, why] = [useId(), useId()];
  return (
    <div className={css.level}>
      <label htmlFor={field}>{t(`volume.${of}`)}</label>
      <output htmlFor={field} className="ltr">
        {level}%
      </output>
      <input
        id={field}
        type="range"
        dir={language === 'ar' ? 'rtl' : 'ltr'}
        min={least}
        max={100}
        step={5}
        value={level}
        aria-describedby={why}
        onChange={(event) => sound.setVolume({ ...sound.volume, [of]: Number(event.currentTarget.value) })}
      />
      <p id={why} className={css.quiet}>
        {t(`volume.why.${of}`, { least })}
      </p>
    </div>
  );
}
