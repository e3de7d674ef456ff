import { IconAlertTriangleFilled, IconPlugConnected, IconPlugConnectedX, Pill, Table, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRoomsQuery } from '../rooms/index.ts';
import { usePorts } from '../state/index.ts';
import { PrimaryDialog } from './PrimaryDialog.tsx';
import type { WardStation } from './primary-stations.ts';
import type { Station } from './stations.ts';
import css from './Workstations.module.css';

interface PrimaryStationsProps {
  readonly of: readonly WardStation[];
  readonly stations: readonly Station[];
}

/** W5: every ward and the workstation it relies on, those with a fault first; an administrator chooses another here. */
export function PrimaryStations({ of, stations }: PrimaryStationsProps) {
  const { t, language } = useWords('workstations');
  const { data: rooms = [] } = useRoomsQuery();
  const [chosen, setChosen] = useState<WardStation | null>(null);
  const nameOf = (wardId: string) => rooms.find((room) => room.wardId === wardId)?.wardName[language];
  return (
    <section aria-labelledby="primaries">
      <h2 id="primaries" className={css.title}>
        {t('primary.title')}
      </h2>
      <p className={css.what}>{t('primary.what')}</p>
      <div className={css.table}>
        <Table label={t('primary.title')} columns={[t('primary.ward'), t('primary.station'), t('standing'), t('acts')]}>
          {of.map((ward) => (
            <tr key={ward.wardId}>
              <th scope="row">
                <bdi>{t('ward', { ward: ward.wardId })}</bdi>
                <span className={css.quiet}>
                  <bdi>{nameOf(ward.wardId)}</bdi>
                </span>
              </th>
              <td>
                <Named of={ward} />
              </td>
              <td>
                <Standing of={ward} />
              </td>
              <td>
                <Button
                  variant={ward.fault === null ? 'default' : 'filled'}
                  aria-label={t('primary.chooseFor', { ward: ward.wardId })}
                  onClick={() => setChosen(ward)}
                >
                  {t(ward.primary === null ? 'primary.choose' : 'primary.another')}
                </Button>
              </td>
            </tr>
          ))}
        </Table>
      </div>
      {chosen && <PrimaryDialog of={chosen} stations={stations} onClose={() => setChosen(null)} />}
    </section>
  );
}

function Named({ of: { primary, station } }: { readonly of: WardStation }) {
  const { t } = useWords('workstations');
  if (primary === null) return t('primary.nobody');
  return (
    <>
      {station ? <bdi>{station.name || t('unnamed')}</bdi> : t('primary.notListed')}
      <span className={`${css.quiet} ltr`}>{primary}</span>
    </>
  );
}

/** W9: in a demo a ward gets its first one by itself, and here is how. */
function Standing({ of: { fault } }: { readonly of: WardStation }) {
  const { t } = useWords('workstations');
  const isDemo = usePorts().settings.station?.demo === true;
  if (fault === null)
    return (
      <Pill tone="present" icon={IconPlugConnected}>
        {t('standings.line')}
      </Pill>
    );
  return (
    <>
      <Pill tone="attention" icon={fault === 'away' ? IconPlugConnectedX : IconAlertTriangleFilled}>
        {t(`primary.fault.${fault}`)}
      </Pill>
      <span className={css.quiet}>{t(`primary.do.${fault === 'none' && isDemo ? 'demo' : fault}`)}</span>
    </>
  );
}
