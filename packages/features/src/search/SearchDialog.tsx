import type { Session } from '@healthcare/protocol';
import {
  Dialog,
  EmptyState,
  IconBed,
  IconBellRinging,
  IconSearch,
  IconUserCircle,
  momentOf,
  PersonChip,
  SearchField,
  useNow,
  useWords,
} from '@healthcare/ui';
import { useMemo, useState } from 'react';
import { useSelector } from 'react-redux';
import { type HistoryRow, useCallWords } from '../calls/index.ts';
import { type ChoiceGroup, useChoiceList } from '../finding/index.ts';
import { fileScreen, PatientLine } from '../patients/index.ts';
import type { Room } from '../rooms/index.ts';
import { useNames } from '../staff/index.ts';
import { go } from '../state/index.ts';
import { hearsServer } from '../sync/index.ts';
import { MemberCard } from './MemberCard.tsx';
import css from './SearchDialog.module.css';
import { type Found, useFound } from './use-found.ts';

export interface SearchDialogProps {
  readonly session: Session;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** One search for patients, rooms, people and calls: what is found stands in groups, arrows move, Enter opens. */
export function SearchDialog({ opened, ...props }: SearchDialogProps) {
  const { t } = useWords('search');
  return (
    <Dialog title={t('title')} size={760} opened={opened} onClose={props.onClose}>
      {opened && <Search {...props} />}
    </Dialog>
  );
}

function Search({ session, onClose }: Omit<SearchDialogProps, 'opened'>) {
  const { t } = useWords('search');
  const [text, setText] = useState('');
  const [member, setMember] = useState<string | null>(null);
  const typed = text.trim();
  // Asked at once: a search takes less than a frame, and to put it off would be to paint what is found a frame or two later.
  const found = useFound(typed);
  const groups = useGroups(found, { onClose, onMember: setMember });
  const whole = found.reading ? 'more-comes' : 'whole';
  const answer = found.current ? whole : 'not-yet';
  const { field, list } = useChoiceList(t('found'), groups, { text: typed, answer });
  const count = groups.reduce((sum, { choices }) => sum + choices.length, 0);
  const hears = useSelector(hearsServer);
  if (member !== null)
    return <MemberCard user={member} session={session} onBack={() => setMember(null)} onClose={onClose} />;
  return (
    <div className={css.search}>
      <SearchField
        label={t('field')}
        value={text}
        data-autofocus
        {...field}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p className={css.said} role="status">
        {typed !== '' && t('count', { count: found.all })}
        {count > 0 && !hears && <span className={css.cut}>{t('noneWhyCut')}</span>}
      </p>
      {list}
      {count === 0 && <Nothing searched={typed !== ''} reading={found.reading} />}
    </div>
  );
}

function Nothing({ searched, reading }: { readonly searched: boolean; readonly reading: boolean }) {
  const { t } = useWords('search');
  const hears = useSelector(hearsServer);
  if (!searched) return <EmptyState icon={IconSearch} title={t('begin')} why={t('beginWhy')} />;
  if (reading) return <EmptyState icon={IconSearch} title={t('reading')} why={t('readingWhy')} />;
  return <EmptyState icon={IconSearch} title={t('none')} why={t(hears ? 'noneWhy' : 'noneWhyCut')} />;
}

interface Opening {
  readonly onClose: () => void;
  readonly onMember: (user: string) => void;
}

/** What is read at a glance; the next letter narrows it. */
const MOST_SHOWN = 6;

function useGroups(found: Found, { onClose, onMember }: Opening): readonly ChoiceGroup[] {
  const { t } = useWords('search');
  return useMemo(() => {
    const opens = (open: () => void) => () => {
      onClose();
      open();
    };
    const group = <One,>(id: string, all: readonly One[], choiceOf: (one: One) => ChoiceGroup['choices'][number]) => ({
      id,
      heading: t(`group.${id}`),
      choices: all.slice(0, MOST_SHOWN).map(choiceOf),
      ...(all.length > MOST_SHOWN && { more: t('more', { count: all.length - MOST_SHOWN }) }),
    });
    return [
      group('patients', found.patients, (row) => ({
        id: `patient-${row.id}`,
        shown: <PatientLine row={row} />,
        choose: opens(() => go({ screen: fileScreen(row.id) })),
      })),
      group('rooms', found.rooms, (room) => ({
        id: `room-${room.id}`,
        shown: <RoomLine room={room} />,
        choose: opens(() => toRoom(room.id)),
      })),
      group('people', found.people, (user) => ({
        id: `person-${user}`,
        shown: <MemberLine user={user} />,
        choose: () => onMember(user),
      })),
      group('calls', found.calls, (row) => ({
        id: `call-${row.id}`,
        shown: <CallLine row={row} />,
        choose: opens(() => go({ call: row.id })),
      })),
    ];
  }, [found, t, onClose, onMember]);
}

function RoomLine({ room }: { readonly room: Room }) {
  const { t, language } = useWords('search');
  return (
    <span className={css.line}>
      <IconBed size={20} aria-hidden />
      <b>{t('room', { room: room.name })}</b>
      <span className={css.quiet}>{t('roomFacts', { ward: room.wardName[language], count: room.beds.length })}</span>
    </span>
  );
}

function MemberLine({ user }: { readonly user: string }) {
  const { nameOf, roleOf, shapeOf } = useNames();
  return (
    <span className={css.line}>
      <IconUserCircle size={20} aria-hidden />
      <PersonChip name={nameOf(user)} shape={shapeOf(user)} />
      <span className={css.quiet}>{roleOf(user)}</span>
    </span>
  );
}

function CallLine({ row }: { readonly row: HistoryRow }) {
  const { t, language, place } = useCallWords();
  const nowMs = useNow(60_000);
  return (
    <span className={css.line}>
      <IconBellRinging size={20} aria-hidden />
      <b>{place(row)}</b>
      <span>
        {t(`kind.${row.kind}`)} {row.about !== null && <bdi>{row.about}</bdi>}
      </span>
      <span className={css.quiet}>
        {t('raisedAt', { state: t(`state.${row.state}`), at: momentOf(row.raisedMs, nowMs, language) })}
      </span>
    </span>
  );
}

/** To the board, and to the first bed of the room as soon as it is drawn. */
function toRoom(room: string): void {
  go({ screen: 'beds' });
  let turns = 60;
  const look = () => {
    const bed = document.querySelector<HTMLElement>(`[data-room="${CSS.escape(room)}"] button`);
    bed?.scrollIntoView({ block: 'center' });
    bed?.focus();
    turns -= 1;
    if (!bed && turns > 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
