import { IconDeviceDesktop, Pill, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { usePorts } from '../../state/index.ts';
import type { WardPage } from '../../wards/index.ts';
import css from '../Lead.module.css';
import { useChangeWard } from './use-change-ward.ts';

export interface PrimaryStationProps {
  readonly page: WardPage | undefined;
  readonly wardId: string;
  readonly may: boolean;
}

/** W5: the workstation that has to be connected at all times, such as the one of the nurses' station. Marked where one stands. */
export function PrimaryStation({ page, wardId, may }: PrimaryStationProps) {
  const { t } = useWords('lead');
  const { workstation } = usePorts().replica;
  const change = useChangeWard(wardId, page);
  const marked = page?.primaryStation || null;
  const isHere = marked === workstation;
  return (
    <section className={css.card} aria-labelledby="primary">
      <h2 id="primary">{t('primary.title')}</h2>
      <p className={css.quiet}>{t('primary.what')}</p>
      <p>
        {marked === null && t('primary.none')}
        {marked !== null && (
          <Pill icon={IconDeviceDesktop} tone={isHere ? 'present' : 'plain'}>
            {isHere ? t('primary.here') : t('primary.other', { workstation: `\u2066${marked}\u2069` })}
          </Pill>
        )}
      </p>
      {may && (
        <Button variant="default" onClick={() => void change({ primaryStation: isHere ? '' : workstation })}>
          {t(isHere ? 'primary.unmark' : 'primary.mark')}
        </Button>
      )}
    </section>
  );
}
