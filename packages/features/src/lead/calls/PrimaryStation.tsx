import { IconDeviceDesktop, momentOf, Pill, useNow, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { usePorts } from '../../state/index.ts';
import { useStationNames, useWardStationsQuery, type WardPage } from '../../wards/index.ts';
import css from '../Lead.module.css';
import { useChangeWard } from './use-change-ward.ts';

export interface PrimaryStationProps {
  readonly page: WardPage | undefined;
  readonly wardId: string;
  readonly may: boolean;
}

/** W5: the workstation that is to be on the line at all times, such as the one of the nurses' station, chosen among those of the ward. */
export function PrimaryStation({ page, wardId, may }: PrimaryStationProps) {
  const { t, language } = useWords('lead');
  const { workstation } = usePorts().replica;
  const { data: known } = useWardStationsQuery();
  const nameOf = useStationNames(known);
  const change = useChangeWard(wardId, page);
  const nowMs = useNow(60_000);
  const primary = page?.primaryStation || null;
  const told = known?.wardId === wardId ? known.stations : [];
  const rows = [...new Set([...told.map((one) => one.workstation), ...(primary ? [primary] : []), workstation])];
  return (
    <section className={css.card} aria-labelledby="primary">
      <h2 id="primary">{t('primary.title')}</h2>
      <p className={css.quiet}>{t(known ? 'primary.what' : 'primary.whatCut')}</p>
      <ul className={css.stations} aria-labelledby="primary">
        {rows.map((id) => {
          const sinceMs = told.find((one) => one.workstation === id)?.sinceMs ?? null;
          return (
            <li key={id}>
              <div>
                <b>{nameOf(id)}</b> {id === workstation && <span className={css.quiet}>{t('primary.here')}</span>}
                <span className={css.quiet}>
                  {!known && t('primary.notKnown')}
                  {known && sinceMs === null && t('primary.away')}
                  {known && sinceMs !== null && t('primary.since', { at: momentOf(sinceMs, nowMs, language) })}
                </span>
              </div>
              {id === primary ? (
                <Pill icon={IconDeviceDesktop} tone="present">
                  {t('primary.chosen')}
                </Pill>
              ) : (
                may && (
                  <Button
                    variant="default"
                    aria-label={t('primary.chooseOf', { name: nameOf(id) })}
                    onClick={() => void change({ primaryStation: id })}
                  >
                    {t('primary.choose')}
                  </Button>
                )
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
