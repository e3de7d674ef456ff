import type { BedPlace, Offer } from '@healthcare/domain/stays';
import { IconAlertTriangle, useWords } from '@healthcare/ui';
import css from './OfferList.module.css';

export interface OfferListProps {
  readonly offers: readonly Offer[];
  readonly chosen: BedPlace | null;
  readonly onChoose: (place: BedPlace) => void;
}

/** Free beds as one target each: where, how near, and what speaks against it (B19). */
export function OfferList({ offers, chosen, onChoose }: OfferListProps) {
  const { t } = useWords('beds');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws and announces a form; this chooses a bed
    <div className={css.offers} role="group" aria-label={t('move.choose')}>
      {offers.map(({ place, near, cautions }) => (
        <button
          key={`${place.roomId} ${place.bedId}`}
          type="button"
          className={css.offer}
          aria-pressed={place.roomId === chosen?.roomId && place.bedId === chosen.bedId}
          onClick={() => onChoose(place)}
        >
          <b>{t('place', { room: place.room, bed: place.bed })}</b>
          <span>{t(`near.${near}`, { ward: place.wardId })}</span>
          {cautions.map((caution) => (
            <span key={caution} className={css.caution}>
              <IconAlertTriangle size={14} aria-hidden />
              {t(`caution.${caution}`)}
            </span>
          ))}
        </button>
      ))}
    </div>
  );
}
