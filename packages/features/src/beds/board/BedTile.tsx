import { stampMs } from '@healthcare/domain';
import { bookedFor, cleanlinessOf, openTransfer } from '@healthcare/domain/stays';
import {
  Age,
  type Icon,
  IconAlertCircle,
  IconArrowRight,
  IconArrowsExchange,
  IconArrowsSplit2,
  IconBan,
  IconBiohazard,
  IconCalendarDue,
  IconCheck,
  IconCloudUp,
  IconSpray,
  IconWalk,
  momentOf,
  useNow,
  useWords,
} from '@healthcare/ui';
import { type DragEvent, memo } from 'react';
import { type Call, pulses, signOf, toneOf } from '../../calls/index.ts';
import type { Names } from '../../staff/index.ts';
import { plainTimeOf, shortly } from '../plain-time.ts';
import { type BedKind, kindOf } from '../ward-beds.ts';
import css from './BedTile.module.css';
import { PatientFacts, PatientName } from './PatientFacts.tsx';
import { sameProps } from './same-props.ts';
import { isSameTile, shownStay, type TileFacts, type Unsettled, unsettledOf } from './tile-facts.ts';

export interface BedTileProps {
  readonly tile: TileFacts;
  /** Left out by the filter. */
  readonly dim: boolean;
  /** Names, or initials only: the board is seen by people who do not work here. */
  readonly named: boolean;
  readonly today: string;
  /** Who answers for a patient; asked for once for the whole board. */
  readonly staff: Names;
  readonly onOpen: (key: string) => void;
  readonly drag: TileDrag;
}

/** Moving a patient by hand; the same for all tiles, so that one need not be painted for another. */
export interface TileDrag {
  readonly mayStart: (tile: TileFacts) => boolean;
  readonly onStart: (tile: TileFacts, event: DragEvent) => void;
  readonly onOver: (tile: TileFacts, event: DragEvent) => void;
  readonly onDrop: (tile: TileFacts, event: DragEvent) => void;
}

/** The whole tile is one target. Solid: somebody lies here. Sunk: nobody. Dashed: not confirmed. Hatched: away or closed. */
export const BedTile = memo(Tile, sameProps<BedTileProps>({ tile: isSameTile }));

function Tile({ tile, dim, named, today, staff, onOpen, drag }: BedTileProps) {
  const { t, language } = useWords('beds');
  const { bed, call } = tile;
  const kind = kindOf(bed);
  const stay = shownStay(bed);
  const unsettled = unsettledOf(bed);
  const alarm = call && toneOf(call);
  const number = (
    <b className={css.number}>
      <span className="unseen">{t('bed', { bed: '' })}</span>
      {bed.bed.label}
    </b>
  );
  const name = stay && <PatientName tile={tile} stay={stay} named={named} />;
  return (
    <button
      type="button"
      className={css.tile}
      data-kind={bed.use === 'onLeave' ? 'leave' : kind}
      data-unsettled={unsettled}
      data-call={alarm}
      data-dim={dim || undefined}
      dir={language === 'ar' ? 'rtl' : 'ltr'}
      draggable={drag.mayStart(tile)}
      onClick={() => onOpen(tile.key)}
      onDragStart={(event) => drag.onStart(tile, event)}
      onDragOver={(event) => drag.onOver(tile, event)}
      onDrop={(event) => drag.onDrop(tile, event)}
    >
      <span className={css.top}>
        {call ? <CallBand call={call} number={bed.bed.label} /> : number}
        {!call && (stay && kind !== 'booked' && bed.use !== 'onLeave' ? name : <State tile={tile} kind={kind} />)}
      </span>
      {(call || kind === 'booked' || bed.use === 'onLeave') && name}
      {call && !stay && <State tile={tile} kind={kind} />}
      {stay ? (
        <PatientFacts tile={tile} stay={stay} today={today} named={named} staff={staff} />
      ) : (
        <Absent tile={tile} />
      )}
      {unsettled && <ClaimBar unsettled={unsettled} tile={tile} />}
    </button>
  );
}

function CallBand({ call, number }: { readonly call: Call; readonly number: string }) {
  const { t } = useWords('calls');
  const beds = useWords('beds');
  const Sign = signOf(call);
  const waits = call.acceptances.length === 0;
  return (
    <span className={css.band} data-tone={toneOf(call)} data-pulses={pulses(call) || undefined}>
      <b className={css.number}>
        <span className="unseen">{beds.t('bed', { bed: '' })}</span>
        {number}
      </b>
      <Sign size={16} aria-hidden />
      <span className={css.word}>{waits ? t(`kind.${call.kind}`) : t(`state.${call.state}`)}</span>
      {call.raisedAt && <Age sinceMs={stampMs(call.raisedAt)} />}
    </span>
  );
}

const signs: Readonly<Record<BedKind | 'leave', Icon>> = {
  held: IconCheck,
  asked: IconCloudUp,
  booked: IconCalendarDue,
  leave: IconWalk,
  free: IconCheck,
  dirty: IconSpray,
  cleaning: IconSpray,
  contaminated: IconBiohazard,
  closed: IconBan,
};
const tones: Partial<Record<BedKind, 'present' | 'attention'>> = {
  free: 'present',
  dirty: 'attention',
  contaminated: 'attention',
};

/** What a bed is in which nobody lies now: sign and word. */
function State({ tile, kind }: { readonly tile: TileFacts; readonly kind: BedKind }) {
  const { t } = useWords('beds');
  const shown = tile.bed.use === 'onLeave' ? 'leave' : kind;
  const Sign = signs[shown];
  return (
    <span className={css.state} data-tone={tones[kind]}>
      <Sign size={17} stroke={2.25} aria-hidden />
      {t(`kind.${shown}`)}
    </span>
  );
}

/** Since when nobody can be put here, and what is needed first. */
function Absent({ tile: { bed } }: { readonly tile: TileFacts }) {
  const { t, language } = useWords('beds');
  const nowMs = useNow(60_000);
  const { leftBy, closed } = bed;
  const since = leftBy?.claim.cleaningBegun ?? leftBy?.claim.released;
  if (closed) return <bdi className={css.quiet}>{closed.reason}</bdi>;
  if (!since) return <span className={css.quiet}>{t('tile.cleanAndOpen')}</span>;
  return (
    <>
      <span className={css.quiet}>{t('since', { at: momentOf(stampMs(since.at), nowMs, language) })}</span>
      {cleanlinessOf(bed) === 'contaminated' && <span className={css.quiet}>{t('tile.deepFirst')}</span>}
    </>
  );
}

const unsettledSigns: Readonly<Record<Unsettled, Icon>> = {
  claims: IconAlertCircle,
  dispute: IconArrowsSplit2,
  provisional: IconCloudUp,
  booked: IconCalendarDue,
  moves: IconArrowRight,
  transfer: IconArrowsExchange,
};

function ClaimBar({ unsettled, tile }: { readonly unsettled: Unsettled; readonly tile: TileFacts }) {
  const Sign = unsettledSigns[unsettled];
  const said = useUnsettledWords(unsettled, tile);
  if (said === '') return null;
  return (
    <span className={css.claim} data-asks={unsettled === 'claims' || unsettled === 'dispute' || undefined}>
      <Sign size={15} className={unsettled === 'moves' ? 'turns' : undefined} aria-hidden />
      {said}
    </span>
  );
}

function useUnsettledWords(unsettled: Unsettled, { bed }: TileFacts): string {
  const { t, language } = useWords('beds');
  const now = plainTimeOf(useNow(60_000));
  const stay = shownStay(bed);
  const booked = stay && bookedFor(stay);
  switch (unsettled) {
    case 'claims':
      return t('others', { count: bed.provisional.length - (bed.holder ? 0 : 1) });
    case 'dispute':
      return t('tile.dispute');
    case 'provisional':
      return t('kind.asked');
    case 'booked':
      if (booked?.moving) return t('tile.comes', { room: stay?.room ?? '', bed: stay?.bed ?? '' });
      return booked?.reservedFrom ? t('tile.from', { at: shortly(booked.reservedFrom, now, language) }) : '';
    case 'moves':
      return t('tile.moves', { room: booked?.room ?? '', bed: booked?.bed ?? '' });
    case 'transfer':
      return t('tile.transfer', { ward: (stay && openTransfer(stay)?.wardId) ?? '' });
  }
}
