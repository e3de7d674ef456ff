import {
  EmptyState,
  IconHistory,
  IconSearch,
  momentOf,
  SearchField,
  Skeleton,
  useNow,
  useWords,
  VirtualList,
} from '@healthcare/ui';
import { memo, useMemo, useState } from 'react';
import { searchable, termsIn } from '../../finding/index.ts';
import { useNames } from '../../staff/index.ts';
import { useStayName } from '../stay-names.ts';
import css from './PastStays.module.css';
import type { StaySearch } from './stay-index.ts';
import type { StayRow } from './stay-row.ts';
import { useStaysFoundQuery } from './stays-found-api.ts';

/** Stays that are over, the latest first, searched as one types; of one room, or of all that are held here. */
export function PastStays({ roomId = null }: { readonly roomId?: string | null }) {
  const { t } = useWords('beds');
  const [text, setText] = useState('');
  // Asked at once: ten thousand are searched in less than a frame, and to put it off would be to paint it a frame later.
  const { data } = useStaysFoundQuery(useSearch(text, roomId));
  const sections = useMemo(() => [{ id: 'found', heading: null, items: data?.rows ?? [] }], [data]);
  return (
    <div className={css.history}>
      <div className={css.search}>
        <SearchField
          label={t('past.search')}
          value={text}
          autoComplete="off"
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <p role="status">
          {data && t(data.read < data.total ? 'past.reading' : 'past.found', { count: data.rows.length })}
        </p>
      </div>
      {!data && <Skeleton />}
      {data?.rows.length === 0 && data.read >= data.total && (
        <EmptyState
          icon={text ? IconSearch : IconHistory}
          title={t(text ? 'past.noMatch' : 'past.none')}
          why={t(text ? 'past.noMatchWhy' : 'past.noneWhy')}
        />
      )}
      {data && data.rows.length > 0 && (
        <VirtualList label={t('past.label')} sections={sections} keyOf={idOf} itemHeight={ROW_HEIGHT}>
          {(row) => <Row row={row} />}
        </VirtualList>
      )}
    </div>
  );
}

const ROW_HEIGHT = 64;
const idOf = ({ id }: StayRow) => id;

/** Whoever is found by the next letter too is not drawn again. */
const Row = memo(function Row({ row }: { readonly row: StayRow }) {
  const { t, language } = useWords('beds');
  const { nameOf } = useNames();
  const patient = useStayName(row);
  const nowMs = useNow(60_000);
  const at = (ms: number | null) => (ms === null ? '–' : momentOf(ms, nowMs, language));
  const answering = [row.doctor, row.nurse].flatMap((user) => (user ? [nameOf(user)] : [])).join(' / ');
  return (
    <div className={css.row}>
      <b className={css.who}>
        <bdi>{patient}</bdi>
      </b>
      <span>{t('place', { room: row.room, bed: row.bed })}</span>
      <span className={css.why}>
        <bdi>{[row.disease, row.treatment, row.description].filter(Boolean).join(' · ')}</bdi>
      </span>
      <span>
        <bdi>{answering}</bdi>
      </span>
      <span>
        {row.fromMs === null ? (
          t('past.never')
        ) : (
          <>
            <bdi>{at(row.fromMs)}</bdi> – <bdi>{at(row.untilMs)}</bdi>
          </>
        )}
      </span>
      <span className={css.why}>
        <bdi>{row.reason}</bdi>
      </span>
    </div>
  );
});

/** Names depend on the language, so people are looked up here and searched by id. */
function useSearch(text: string, roomId: string | null): StaySearch {
  const { directory } = useNames();
  return useMemo(() => {
    const people = Object.values(directory).map(({ person, name }) => ({
      person,
      words: searchable(`${name.en} ${name.ar}`),
    }));
    const named = (term: string) => people.flatMap(({ person, words }) => (words.includes(term) ? [person] : []));
    // A number is that of a room: as a part of somebody's telephone it would find strangers.
    const called = /\d/.test(text) ? '' : text.trim();
    return { roomId, called, terms: termsIn(text).map((term) => ({ text: term, people: named(term) })) };
  }, [text, roomId, directory]);
}
