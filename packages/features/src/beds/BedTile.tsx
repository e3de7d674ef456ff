import { stampMs } from '@healthcare/domain';
import type { BedState, Claim } from '@healthcare/domain/stays';
import type { Session } from '@healthcare/protocol';
import {
  type Icon,
  IconAlertCircle,
  IconBan,
  IconBiohazard,
  IconCalendarDue,
  IconCheck,
  IconCloudUp,
  IconSpray,
  momentOf,
  useNow,
  useWords,
} from '@healthcare/ui';
import { useNames } from '../staff/index.ts';
import css from './BedBoard.module.css';
import type { Stay } from './stays-api.ts';
import { type BedKind, kindOf, mayActOnStay } from './ward-beds.ts';

export interface BedTileProps {
  readonly bed: BedState<Stay>;
  readonly session: Session;
  readonly onOpen: () => void;
}

/** One target. Solid: somebody lies here. Dashed: asked for, not confirmed. Sunk: free. */
export function BedTile({ bed, session, onOpen }: BedTileProps) {
  const { t } = useWords('beds');
  const kind = kindOf(bed);
  const [first] = bed.provisional;
  const Sign = signs[kind];
  const idle = kind === 'free' && !mayActOnStay('claimed', session, [bed.wardId]);
  return (
    <button type="button" className={css.tile} data-kind={kind} disabled={idle} onClick={onOpen}>
      <span className={css.top}>
        <b className={css.number}>
          <span className={css.unseen}>{t('bed', { bed: '' })}</span>
          {bed.bed.label}
        </b>
        {Sign ? (
          <span className={css.state} data-asks={toDo.has(kind) || undefined}>
            <Sign size={16} aria-hidden />
            {t(`kind.${kind}`)}
          </span>
        ) : (
          <span className={css.name}>
            <bdi>{(bed.holder ?? first)?.patient}</bdi>
          </span>
        )}
      </span>
      {bed.holder && <Holder stay={bed.holder} />}
      {kind === 'closed' && <span className={css.quiet}>{bed.closed?.reason}</span>}
      {bed.leftBy && !bed.holder && <Left claim={bed.leftBy.claim} />}
      {!bed.holder && first && <Asked stay={first} />}
      {kind === 'booked' && (
        <span className={css.claim}>
          <IconCalendarDue size={16} aria-hidden />
          {t('kind.booked')}
        </span>
      )}
      {kind === 'asked' && (
        <span className={css.claim}>
          <IconCloudUp size={16} aria-hidden />
          {t('kind.asked')}
        </span>
      )}
      <Others bed={bed} />
    </button>
  );
}

/** Signs of beds in which nobody lies. */
const signs: Partial<Record<BedKind, Icon>> = {
  free: IconCheck,
  dirty: IconSpray,
  cleaning: IconSpray,
  contaminated: IconBiohazard,
  closed: IconBan,
};
/** Somebody has to do something before the bed can be given. */
const toDo: ReadonlySet<BedKind> = new Set(['dirty', 'contaminated']);

function Left({ claim: { released, cleaningBegun } }: { readonly claim: Claim }) {
  const { t, language } = useWords('beds');
  const nowMs = useNow(60_000);
  const since = cleaningBegun ?? released;
  return since && <span className={css.quiet}>{t('since', { at: momentOf(stampMs(since.at), nowMs, language) })}</span>;
}

function Holder({ stay }: { readonly stay: Stay }) {
  const { t, language } = useWords('beds');
  const nowMs = useNow(60_000);
  return <span className={css.quiet}>{t('since', { at: momentOf(stampMs(stay.askedAt), nowMs, language) })}</span>;
}

function Asked({ stay }: { readonly stay: Stay }) {
  const { t, language } = useWords('beds');
  const { nameOf } = useNames();
  const nowMs = useNow(60_000);
  const at = momentOf(stampMs(stay.askedAt), nowMs, language);
  return <span className={css.quiet}>{t('askedBy', { name: nameOf(stay.askedBy), at })}</span>;
}

/** More claims than the one that is named: only one of them can be confirmed (R4). */
function Others({ bed: { holder, provisional } }: { readonly bed: BedState<Stay> }) {
  const { t } = useWords('beds');
  const count = holder ? provisional.length : provisional.length - 1;
  if (count <= 0) return null;
  return (
    <span className={css.others}>
      <IconAlertCircle size={16} aria-hidden />
      {t('others', { count })}
    </span>
  );
}
