import { IconAlertTriangleFilled, useWords } from '@healthcare/ui';
import { useRoomsQuery } from '../rooms/index.ts';
import { usePorts } from '../state/index.ts';
import { type Station, silentWards } from './stations.ts';
import css from './Workstations.module.css';

/** The wards that a call raised elsewhere does not reach; nothing where every ward is heard. */
export function SilentWards({ stations }: { readonly stations: readonly Station[] }) {
  const { t } = useWords('workstations');
  const { data: rooms = [] } = useRoomsQuery();
  const isDemo = usePorts().settings.station?.demo === true;
  const silent = silentWards(rooms, stations);
  if (silent.length === 0) return null;
  return (
    <div className={css.silent} role="status">
      <IconAlertTriangleFilled size={24} aria-hidden />
      <div>
        <h2>{t('silent', { count: silent.length })}</h2>
        <p className={css.silentWards}>
          {silent.map((ward) => (
            <bdi key={ward}>{t('ward', { ward })}</bdi>
          ))}
        </p>
        <p>{t(isDemo ? 'silentDemo' : 'silentWhy')}</p>
      </div>
    </div>
  );
}
