import { callKinds } from '@healthcare/domain/calls';
import {
  EmptyState,
  elapsed,
  IconHistory,
  IconSearch,
  momentOf,
  Skeleton,
  useNow,
  useWords,
  VirtualList,
} from '@healthcare/ui';
import { TextInput } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { searchable, termsIn } from '../../finding/index.ts';
import { type Names, useNames } from '../../staff/index.ts';
import { hashOf, useAddress } from '../../state/index.ts';
import { priorityIcon } from '../call-signs.ts';
import { useCallWords } from '../call-words.ts';
import { useHistoryQuery } from '../calls-api.ts';
import css from './History.module.css';
import type { SearchTerm } from './history-index.ts';
import type { HistoryRow } from './history-row.ts';

/** Every closed call held here, the latest first, searched as one types. */
export function History() {
  const { t } = useCallWords();
  const [text, setText] = useState('');
  const { data } = useHistoryQuery(useSearchTerms(useDeferredValue(text)));
  return (
    <div className={css.history}>
      <div className={css.search}>
        <TextInput
          type="search"
          aria-label={t('history.search')}
          placeholder={t('history.search')}
          leftSection={<IconSearch size={20} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-search
          // One comes here to search.
          autoFocus
        />
        <p role="status">
          {data &&
            t('history.found', {
              found: data.rows.length,
              read: data.read,
              total: data.total,
              all: data.read >= data.total ? 'yes' : 'no',
            })}
        </p>
      </div>
      {!data && <Skeleton />}
      {data?.rows.length === 0 && <Nothing searched={text !== ''} reading={data.read < data.total} />}
      {data && data.rows.length > 0 && <Columns />}
      {data && data.rows.length > 0 && <Found rows={data.rows} />}
    </div>
  );
}

const ROW_HEIGHT = 52;
const idOf = ({ id }: HistoryRow) => id;

function Found({ rows }: { readonly rows: readonly HistoryRow[] }) {
  const { t } = useCallWords();
  const sections = useMemo(() => [{ id: 'found', heading: null, items: rows }], [rows]);
  return (
    <VirtualList label={t('history.label')} sections={sections} keyOf={idOf} itemHeight={ROW_HEIGHT}>
      {(row) => <Row row={row} />}
    </VirtualList>
  );
}

/** What stands in which column; each row also says it by itself, so a screen reader needs no header. */
function Columns() {
  const { t } = useCallWords();
  return (
    <div className={css.columns} aria-hidden>
      <span />
      {['place', 'call', 'by', 'took', 'state', 'at'].map((column) => (
        <span key={column}>{t(`history.column.${column}`)}</span>
      ))}
    </div>
  );
}

function Nothing({ searched, reading }: { readonly searched: boolean; readonly reading: boolean }) {
  const { t } = useCallWords();
  if (reading) return <Skeleton />;
  if (searched) return <EmptyState icon={IconSearch} title={t('history.noMatch')} why={t('history.noMatchWhy')} />;
  return <EmptyState icon={IconHistory} title={t('history.none')} why={t('history.noneWhy')} />;
}

function Row({ row }: { readonly row: HistoryRow }) {
  const { t, language, place } = useCallWords();
  const { nameOf } = useNames();
  const { screen } = useAddress();
  const nowMs = useNow(60_000);
  const Sign = priorityIcon[row.priority];
  return (
    <a className={css.row} href={hashOf({ screen, call: row.id })} data-call={row.id}>
      <span className={css.sign}>
        <Sign size={18} aria-label={t(`priority.${row.priority}`)} role="img" />
      </span>
      <b className={css.place}>{place(row)}</b>
      <span className={css.about}>
        {t(`kind.${row.kind}`)} {row.about !== null && <bdi>{row.about}</bdi>}
      </span>
      <span className={css.by}>{row.responsible !== null && <bdi>{nameOf(row.responsible)}</bdi>}</span>
      <span className={css.took}>
        {row.acceptedAfterMs !== null && <span className="ltr">{elapsed(row.acceptedAfterMs)}</span>}
      </span>
      <span className={css.state} data-state={row.state}>
        {t(`state.${row.state}`)}
      </span>
      <time>
        <bdi>{momentOf(row.raisedMs, nowMs, language)}</bdi>
      </time>
    </a>
  );
}

/** Names and kinds depend on the language, so they are looked up here and searched by id. */
function useSearchTerms(text: string): readonly SearchTerm[] {
  const { t } = useWords('calls');
  const { directory } = useNames();
  return useMemo(() => {
    const kinds = callKinds.map((kind) => ({ kind, word: searchable(t(`kind.${kind}`)) }));
    return termsIn(text).map((term) => ({
      text: term,
      people: peopleNamed(term, directory),
      kinds: kinds.filter(({ word }) => word.includes(term)).map(({ kind }) => kind),
    }));
  }, [text, t, directory]);
}

function peopleNamed(term: string, directory: Names['directory']): readonly string[] {
  return Object.values(directory)
    .filter(({ name }) => searchable(`${name.en} ${name.ar}`).includes(term))
    .map(({ person }) => person);
}
