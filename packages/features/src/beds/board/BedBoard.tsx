import type { BedPlace, BedState } from '@healthcare/domain/stays';
import type { Session } from '@healthcare/protocol';
import { EmptyState, IconBed, IconCloudOff, Skeleton, useNow, useWords } from '@healthcare/ui';
import { useCallback, useMemo, useState } from 'react';
import { useSelector } from 'react-redux';
import { useOpenCallsQuery } from '../../calls/index.ts';
import { usePorts } from '../../state/index.ts';
import { hearsServer } from '../../sync/index.ts';
import css from '../BedBoard.module.css';
import { type PatientsById, useBedPatients } from '../bed-patients.ts';
import { plainTimeOf } from '../plain-time.ts';
import { MoveDialog } from '../stay/MoveDialog.tsx';
import { OpenBed } from '../stay/OpenBed.tsx';
import { type Stay, useCurrentStaysQuery } from '../stays-api.ts';
import { useWardBeds, type WardBeds } from '../ward-beds.ts';
import { BoardBar } from './BoardBar.tsx';
import { BoardTasks } from './BoardTasks.tsx';
import { answers, type Filter } from './filters.ts';
import { type TileFacts, tilesOf } from './tile-facts.ts';
import { useTileDrag } from './use-tile-drag.ts';
import { type PlannedRoom, WardPlan } from './WardPlan.tsx';

const noCalls = [] as const;

/** The picture of the ward that people look at all day: its rooms and beds as they lie, above them what somebody has to decide (R4, R5). */
export function BedBoard({ session }: { readonly session: Session }) {
  const beds = useWardBeds(session.wardId);
  const { data: stays = noCalls } = useCurrentStaysQuery();
  const patients = useBedPatients(stays);
  if (!beds) return <Skeleton />;
  return <Board session={session} beds={beds} patients={patients} />;
}

interface BoardProps {
  readonly session: Session;
  readonly beds: WardBeds;
  readonly patients: PatientsById;
}

function Board({ session, beds, patients }: BoardProps) {
  const { t } = useWords('beds');
  const { boardNames } = usePorts();
  const hears = useSelector(hearsServer);
  const today = plainTimeOf(useNow(60_000)).slice(0, 10);
  const rooms = usePlannedRooms(beds, patients);
  const [filter, setFilter] = useState<Filter>('all');
  const [named, setNamed] = useState(boardNames.shown);
  const [open, setOpen] = useState<string | null>(null);
  const [moving, setMoving] = useState<Moving | null>(null);
  const carry = useCallback((stay: Stay, to: BedState<Stay>) => setMoving({ stay, to: placeOf(to) }), []);
  const drag = useTileDrag(session, carry);
  const { user } = session;
  const dims = useCallback((tile: TileFacts) => !answers(tile, filter, { user, today }), [filter, user, today]);
  const tiles = rooms.flatMap((room) => room.tiles);
  const chosen = tiles.find(({ key }) => key === open);
  const rename = (names: boolean) => {
    boardNames.show(names);
    setNamed(names);
  };
  return (
    <section className={css.page} aria-labelledby="beds">
      <BoardBar
        tiles={tiles}
        reader={{ user, today }}
        filter={filter}
        onFilter={setFilter}
        named={named}
        onNamed={rename}
      />
      {!hears && (
        <p className={css.cut}>
          <IconCloudOff size={20} aria-hidden />
          {t('cut')}
        </p>
      )}
      <BoardTasks beds={beds} session={session} patients={patients} />
      {tiles.length === 0 ? (
        <EmptyState icon={IconBed} title={t('none')} why={t('noneWhy')} />
      ) : (
        <WardPlan rooms={rooms} dims={dims} named={named} today={today} onOpen={setOpen} drag={drag} />
      )}
      {chosen && (
        <OpenBed
          tile={chosen}
          session={session}
          patients={patients}
          onMove={(stay) => {
            setOpen(null);
            setMoving({ stay, to: null });
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {moving && <MoveDialog {...moving} beds={beds.all} patients={patients} onClose={() => setMoving(null)} />}
    </section>
  );
}

interface Moving {
  readonly stay: Stay;
  readonly to: BedPlace | null;
}

function placeOf({ wardId, roomId, room, bed }: BedState<Stay>): BedPlace {
  return { wardId, roomId, room, bedId: bed.id, bed: bed.label };
}

/** What every bed shows; looked up again when something here has changed. */
function usePlannedRooms(beds: WardBeds, patients: PatientsById): readonly PlannedRoom[] {
  const { data: calls = noCalls } = useOpenCallsQuery();
  return useMemo(
    () => beds.rooms.map((room) => ({ ...room, tiles: tilesOf(room, calls, patients) })),
    [beds, calls, patients],
  );
}
