import { standingPoints, unheardPoints } from '@healthcare/domain/handovers';
import { IconCheck } from '@healthcare/ui';
import { Button } from '@mantine/core';
import css from './Handover.module.css';
import type { Handover } from './handovers-api.ts';
import { PointLine } from './PointLine.tsx';
import { mayAcknowledge } from './pages.ts';
import { useHandoverWords } from './use-handover-words.ts';

export interface ToTakeOverProps {
  readonly handovers: readonly Handover[];
  readonly user: string;
  /** Absent for who may not. */
  readonly onAcknowledge: ((handover: Handover, point: string) => Promise<boolean>) | undefined;
}

/** What another shift has signed: each point is acknowledged by itself, so that none is passed over (H4). */
export function ToTakeOver({ handovers, user, onAcknowledge }: ToTakeOverProps) {
  const { t, shiftWord, names } = useHandoverWords();
  return handovers.map((handover) => {
    const signers = handover.signatures.map(({ by }) => by);
    const isSigner = signers.includes(user);
    const count = unheardPoints(handover).length;
    return (
      <section key={handover.id} className={css.card} data-asks={!isSigner || undefined} aria-labelledby={handover.id}>
        <h2 id={handover.id}>{t('take.title')}</h2>
        <p className={css.quiet}>{t('take.from', { shift: shiftWord(handover), names: names(signers) })}</p>
        <p>{t(isSigner ? 'take.waits' : 'take.points', { count })}</p>
        <ul className={css.points}>
          {standingPoints(handover).map((point) => (
            <PointLine key={point.entry} point={point} labelled>
              {onAcknowledge && mayAcknowledge(handover, point.entry, user) && (
                <Button
                  variant={point.acknowledged.length > 0 ? 'default' : 'filled'}
                  leftSection={<IconCheck size={20} aria-hidden />}
                  aria-label={t('take.acknowledgeFor', { label: point.subject.label })}
                  onClick={() => void onAcknowledge(handover, point.entry)}
                >
                  {t('take.acknowledge')}
                </Button>
              )}
            </PointLine>
          ))}
        </ul>
      </section>
    );
  });
}

export interface LeftOpenProps {
  readonly handovers: readonly Handover[];
  readonly onSign: ((handover: Handover) => Promise<boolean>) | undefined;
}

/** Notes of a shift that went home without a signature. */
export function LeftOpen({ handovers, onSign }: LeftOpenProps) {
  const { t, shiftWord } = useHandoverWords();
  return handovers.map((handover) => (
    <section key={handover.id} className={css.card} data-asks aria-labelledby={handover.id}>
      <h2 id={handover.id}>{t('leftOpen.title')}</h2>
      <p className={css.quiet}>{t('leftOpen.what', { shift: shiftWord(handover) })}</p>
      <ul className={css.points}>
        {standingPoints(handover).map((point) => (
          <PointLine key={point.entry} point={point} labelled />
        ))}
      </ul>
      {onSign && (
        <Button variant="default" onClick={() => void onSign(handover)}>
          {t('sign.open')}
        </Button>
      )}
    </section>
  ));
}

/** Behind a fold: it is read when somebody asks who knew. */
export function Earlier({ handovers }: { readonly handovers: readonly Handover[] }) {
  const { t, shiftWord, names } = useHandoverWords();
  return (
    <section className={css.card} aria-labelledby="earlier">
      <h2 id="earlier">{t('earlier.title')}</h2>
      {handovers.length === 0 && <p className={css.quiet}>{t('earlier.none')}</p>}
      {handovers.map((handover) => (
        <details key={handover.id}>
          <summary>
            {t('take.from', { shift: shiftWord(handover), names: names(handover.signatures.map(({ by }) => by)) })}
          </summary>
          <ul className={css.points}>
            {standingPoints(handover).map((point) => (
              <PointLine key={point.entry} point={point} labelled />
            ))}
            {standingPoints(handover).length === 0 && <li className={css.quiet}>{t('write.none')}</li>}
          </ul>
        </details>
      ))}
    </section>
  );
}
