import type { BedPlace, BedState } from '@healthcare/domain/stays';
import type { Session } from '@healthcare/protocol';
import { clinicalDate, clockTime, EmptyState, IconBed, IconCloudOff, Skeleton, useNow, useWords } from '@healthcare/ui';
import { useCallback, useMemo, useState } from 'react';
import { useSelector } from 'react-redux';
import { useOpenCallsQuery } from '../../calls/index.ts';
import { useNames as useStaffNames } from '../../staff/index.ts';
import { usePorts } from '../../state/index.ts';
import { hearsServer } from '../../sync/index.ts';
import css from '../BedBoard.module.css';
import { type PatientsById, useBedPatients } from '../bed-patients.ts';
import { callFrom } from '../call-from.ts';
import { placeOf } from '../place-of.ts';
import { plainTimeOf } from '../plain-time.ts';
import { AdmitDialog } from '../stay/AdmitDialog.tsx';
import { MoveDialog } from '../stay/MoveDialog.tsx';
import { OpenBed } from '../stay/OpenBed.tsx';
import { type Stay, useCurrentStaysQuery } from '../stays-api.ts';
import { mayActOnStay, useWardBeds, type WardBeds } from '../ward-beds.ts';
import { BoardBar } from './BoardBar.tsx';
import { BoardTasks } from './BoardTasks.tsx';
import { answers, type Filter } from './filters.ts';
import { type TileFacts, tilesOf } from './tile-facts.ts';
import { useTileDrag } from './use-tile-drag.ts';
import { type PlannedRoom, WardPlan } from './WardPlan.tsx';

const noCalls = [] as const;

export interface BedBoardProps {
  readonly session: Session;
  /** Begins a call from a bed; absent for who may raise none. */
  readonly onCall?: ((place: CallPlace) => void) | undefined;
}

/** A bed as a call names it, and who lies there. */
export interface CallPlace {
  readonly roomId: string;
  readonly bed: string;
  readonly patient: string;
  /** Their document; null where the bed has a name only, or nobody. */
  readonly patientId: string | null;
}

/** The picture of the ward that people look at all day: its rooms and beds as they lie, above them what somebody has to decide (R4, R5). */
export function BedBoard(props: BedBoardProps) {
  const beds = useWardBeds(props.session.wardId);
  const { data: stays = noCalls } = useCurrentStaysQuery();
  const patients = useBedPatients(stays);
  if (!beds) return <Skeleton />;
  return <Board {...props} beds={beds} patients={patients} />;
}

interface BoardProps extends BedBoardProps {
  readonly beds: WardBeds;
  readonly patients: PatientsById;
}

function Board({ session, beds, patients, onCall }: BoardProps) {
  const { t } = useWords('beds');
  const hears = useSelector(hearsServer);
  const today = plainTimeOf(useNow(60_000)).slice(0, 10);
  const rooms = usePlannedRooms(beds, patients);
  const staff = useStaffNames();
  const [filter, setFilter] = useState<Filter>('all');
  const [named, rename] = useBoardNames();
  const [over, setOver] = useState<Over>(nothing);
  const carry = useCallback((stay: Stay, to: BedState<Stay>) => setOver({ is: 'move', stay, to: placeOf(to) }), []);
  const openBed = useCallback((key: string) => setOver({ is: 'bed', key }), []);
  const admit = useCallback(() => setOver({ is: 'admit' }), []);
  const drag = useTileDrag(session, carry);
  const { user, wardId } = session;
  const dims = useCallback((tile: TileFacts) => !answers(tile, filter, { user, today }), [filter, user, today]);
  const tiles = useMemo(() => rooms.flatMap((room) => room.tiles), [rooms]);
  const close = () => setOver(nothing);
  const mayAdmit = wardId !== null && mayActOnStay('claimed', session, [wardId]);
  return (
    <section className={css.page} aria-labelledby="beds">
      <BoardBar
        tiles={tiles}
        reader={{ user, today }}
        filter={filter}
        onFilter={setFilter}
        named={named}
        onNamed={rename}
        onAdmit={mayAdmit ? admit : undefined}
      />
      <Printed session={session} />
      {!hears && (
        <p className={css.cut}>
          <IconCloudOff size={20} aria-hidden />
          {t('cut')}
        </p>
      )}
      <BoardTasks beds={beds} session={session} patients={patients} named={named} onOpen={openBed} />
      {tiles.length === 0 ? (
        <EmptyState icon={IconBed} title={t('none')} why={t('noneWhy')} />
      ) : (
        <WardPlan rooms={rooms} dims={dims} named={named} today={today} staff={staff} onOpen={openBed} drag={drag} />
      )}
      <OverBoard
        over={over}
        tiles={tiles}
        beds={beds.all}
        patients={patients}
        session={session}
        onMove={(stay) => setOver({ is: 'move', stay, to: null })}
        onCall={onCall}
        onClose={close}
      />
    </section>
  );
}

/** A paper says when it was true, for whom it was printed, and whether the terminal was cut off then. */
function Printed({ session: { user, wardId } }: { readonly session: Session }) {
  const { t, language } = useWords('beds');
  const { nameOf } = useStaffNames();
  const hears = useSelector(hearsServer);
  const nowMs = useNow(60_000);
  const at = `${clinicalDate(nowMs, language)} ${clockTime(nowMs)}`;
  const said = { ward: wardId ?? '', at, name: nameOf(user) };
  return <p className={css.printed}>{t(hears ? 'printed' : 'printedCut', said)}</p>;
}

type Over =
  | { readonly is: 'nothing' }
  | { readonly is: 'bed'; readonly key: string }
  | { readonly is: 'move'; readonly stay: Stay; readonly to: BedPlace | null }
  | { readonly is: 'admit' };
const nothing: Over = { is: 'nothing' };

interface OverBoardProps extends BedBoardProps {
  readonly over: Over;
  readonly tiles: readonly TileFacts[];
  readonly beds: readonly BedState<Stay>[];
  readonly patients: PatientsById;
  readonly onMove: (stay: Stay) => void;
  readonly onClose: () => void;
}

/** What lies over the board. */
function OverBoard({ over, tiles, onCall, onMove, ...rest }: OverBoardProps) {
  const { beds, patients, onClose } = rest;
  const tile = over.is === 'bed' ? tiles.find(({ key }) => key === over.key) : undefined;
  const call = (at: TileFacts) => {
    const { roomId, bed, patient, patientId } = callFrom(at.bed);
    onClose();
    onCall?.({ roomId, bed, patient, patientId });
  };
  if (over.is === 'move')
    return <MoveDialog stay={over.stay} to={over.to} beds={beds} patients={patients} onClose={onClose} />;
  if (over.is === 'admit') return <AdmitDialog to={null} {...rest} />;
  return tile ? <OpenBed tile={tile} onMove={onMove} onCall={onCall && call} {...rest} /> : null;
}

/** Names, or initials only: as this terminal was left, unless its policy leaves no choice. */
function useBoardNames(): readonly [boolean, ((names: boolean) => void) | undefined] {
  const { boardNames, settings } = usePorts();
  const [named, setNamed] = useState(boardNames.shown);
  const rename = useCallback(
    (names: boolean) => {
      boardNames.show(names);
      setNamed(names);
    },
    [boardNames],
  );
  return settings.boardInitialsOnly ? [false, undefined] : [named, rename];
}

/** What every bed shows; looked up again when something here has changed. */
function usePlannedRooms(beds: WardBeds, patients: PatientsById): readonly PlannedRoom[] {
  const { data: calls = noCalls } = useOpenCallsQuery();
  return useMemo(
    () => beds.rooms.map((room) => ({ ...room, tiles: tilesOf(room, calls, patients) })),
    [beds, calls, patients],
  );
}
