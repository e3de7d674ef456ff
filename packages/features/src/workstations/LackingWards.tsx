import { IconAlertTriangleFilled, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import type { WardStation } from './primary-stations.ts';
import type { Station } from './stations.ts';
import css from './Workstations.module.css';

interface LackingWardsProps {
  readonly of: readonly WardStation[];
  readonly stations: readonly Pick<Station, 'line'>[];
  readonly onSee: () => void;
}

/** W8: the wards that are heard and whose primary workstation is not; those that are not heard at all are named above. */
export function LackingWards({ of, stations, onSee }: LackingWardsProps) {
  const { t } = useWords('workstations');
  const heard = new Set(stations.map(({ line }) => line?.wardId));
  const lacking = of.filter(({ wardId, fault }) => fault !== null && heard.has(wardId));
  if (lacking.length === 0) return null;
  return (
    <div className={css.silent} role="status">
      <IconAlertTriangleFilled size={24} aria-hidden />
      <div className={css.told}>
        <h2>{t('primary.lacking', { count: lacking.length })}</h2>
        <p className={css.silentWards}>
          {lacking.map(({ wardId }) => (
            <bdi key={wardId}>{t('ward', { ward: wardId })}</bdi>
          ))}
        </p>
        <p>{t('primary.lackingWhy')}</p>
      </div>
      <Button variant="default" onClick={onSee}>
        {t('primary.see')}
      </Button>
    </div>
  );
}
