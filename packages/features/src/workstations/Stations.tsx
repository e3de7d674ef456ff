import { EmptyState, IconDeviceDesktop, IconSearch, SearchField, Segments, Table, useWords } from '@healthcare/ui';
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useRoomsQuery } from '../rooms/index.ts';
import { useNames } from '../staff/index.ts';
import { PlaceDialog } from './PlaceDialog.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';
import { StationRow } from './StationRow.tsx';
import { isIn, listed, orderedBy, orders, type StationFilter, type StationOrder, views } from './station-view.ts';
import { type Station, wardsOf } from './stations.ts';
import css from './Workstations.module.css';

interface StationsProps {
  readonly all: readonly Station[];
  readonly onChanged: () => void;
}

/** Something is done with one of them. */
type Act = { readonly what: 'place' | 'revoke'; readonly station: Station };

/** The workstations that are looked at, in the order that was asked for. */
export function Stations({ all, onChanged }: StationsProps) {
  const { t } = useWords('workstations');
  const { nameOf } = useNames();
  const [filter, setFilter] = useState<StationFilter>({ view: 'inUse', ward: '', words: '' });
  const [order, setOrder] = useState<StationOrder>({ by: 'place', down: false });
  const [act, setAct] = useState<Act | null>(null);
  const shown = listed(all, filter, order, ({ line }) => (line ? nameOf(line.user) : ''));
  const done = () => {
    setAct(null);
    onChanged();
  };
  return (
    <>
      <FilterBar all={all} filter={filter} onFilter={setFilter} />
      {all.length === 0 && <EmptyState icon={IconDeviceDesktop} title={t('none')} why={t('noneWhy')} />}
      {all.length > 0 && shown.length === 0 && (
        <EmptyState icon={IconSearch} title={t('noneSuch')} why={t('noneSuchWhy')} />
      )}
      {shown.length > 0 && (
        <div className={css.table}>
          <Table
            label={t('title')}
            columns={[...orders.map((column) => (column === 'place' ? t('place.column') : t(column))), t('acts')]}
            order={{
              by: orders.indexOf(order.by),
              down: order.down,
              byAny: orders.map((_, at) => at),
              onOrder: (at) => setOrder(orderedBy(order, orders[at] ?? 'place')),
            }}
          >
            {shown.map((station) => (
              <StationRow key={station.id} of={station} onAct={(what) => setAct({ what, station })} />
            ))}
          </Table>
        </div>
      )}
      {act?.what === 'place' && <PlaceDialog of={act.station} onClose={done} />}
      {act?.what === 'revoke' && <RevokeDialog of={act.station} onClose={done} />}
    </>
  );
}

interface FilterBarProps {
  readonly all: readonly Station[];
  readonly filter: StationFilter;
  readonly onFilter: (filter: StationFilter) => void;
}

function FilterBar({ all, filter, onFilter }: FilterBarProps) {
  const { t } = useWords('workstations');
  const { data: rooms = [] } = useRoomsQuery();
  const enrolledFor = all.flatMap(({ wards }) => (wards ?? []).map((wardId) => ({ wardId })));
  const count = (view: (typeof views)[number]) => all.filter((one) => isIn(view, one)).length;
  return (
    <div className={css.filter}>
      <SearchField
        label={t('find')}
        value={filter.words}
        onChange={({ currentTarget: { value: words } }) => onFilter({ ...filter, words })}
      />
      <NativeSelect
        aria-label={t('ofWard')}
        value={filter.ward}
        data={[
          { value: '', label: t('anyWard') },
          ...wardsOf([...rooms, ...enrolledFor]).map((ward) => ({ value: ward, label: t('ward', { ward }) })),
        ]}
        onChange={({ currentTarget: { value: ward } }) => onFilter({ ...filter, ward })}
      />
      <Segments
        label={t('standing')}
        segments={views.map((id) => ({ id, word: t(`view.${id}`, { count: count(id) }) }))}
        chosen={filter.view}
        onChoose={(view) => onFilter({ ...filter, view })}
      />
    </div>
  );
}
