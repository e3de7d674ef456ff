import { IconDeviceDesktop, useWords } from '@healthcare/ui';
import program from '../../package.json' with { type: 'json' };
import { usePorts } from '../state/index.ts';
import css from './StationHere.module.css';

/** Before anybody has signed in: what this workstation is called, so that it can be said on the telephone. */
export function StationLine() {
  const { t } = useWords('settings');
  const { name, wards } = useStationWords();
  return (
    <p className={css.line}>
      <IconDeviceDesktop size={20} stroke={1.75} aria-hidden />
      <span>
        {t('station.title')}: <bdi>{name}</bdi>
        <span>{wards}</span>
      </span>
    </p>
  );
}

/** The same with its heading, where it stands among other things. */
export function StationPart() {
  const { t } = useWords('settings');
  return (
    <section aria-labelledby="this-station">
      <h3 id="this-station" className={css.heading}>
        {t('station.title')}
      </h3>
      <StationAbout />
    </section>
  );
}

/** What whoever helps asks for first: name, wards, number and program of this workstation. */
export function StationAbout() {
  const { t } = useWords('settings');
  const { replica } = usePorts();
  const { name, wards } = useStationWords();
  return (
    <dl className={css.about}>
      <dt>{t('station.name')}</dt>
      <dd>
        <bdi>{name}</bdi>
      </dd>
      <dt>{t('station.wardsTitle')}</dt>
      <dd>{wards}</dd>
      <dt>{t('station.number')}</dt>
      <dd className={css.number}>
        <bdi>{replica.workstation}</bdi>
      </dd>
      <dt>{t('station.program')}</dt>
      <dd>
        <bdi>{program.version}</bdi>
      </dd>
    </dl>
  );
}

function useStationWords(): { readonly name: string; readonly wards: string } {
  const { t } = useWords('settings');
  const { replica, settings } = usePorts();
  const { name = '', wards = null } = settings.station ?? {};
  return {
    name: name || t('station.unnamed', { number: replica.workstation }),
    wards:
      wards === null
        ? t('station.everyWard')
        : wards.length === 0
          ? t('station.noWard')
          : t('station.wards', { count: wards.length, wards: wards.join(', ') }),
  };
}
