import { stampMs } from '@healthcare/domain';
import { isOver, lyingIn } from '@healthcare/domain/stays';
import { momentOf, PersonChip, useNow, useWords } from '@healthcare/ui';
import { useNames } from '../staff/index.ts';
import type { PartProps } from './AllergiesPart.tsx';
import css from './StayAside.module.css';
import type { HeldStay } from './stay-book.ts';

/** Where the patient lies, why, and who answers for them; or that they have no bed. */
export function StayAside({ file }: Pick<PartProps, 'file'>) {
  const { t } = useWords('file');
  const current = file.stays.filter((stay) => !isOver(stay)).toSorted((a, b) => (a.askedAt < b.askedAt ? 1 : -1));
  const [stay] = current;
  return (
    <aside className={css.aside} aria-label={t('aside.title')}>
      <section className={css.card}>
        <h2>{t('aside.title')}</h2>
        {stay ? <StayFacts stay={stay} /> : <p>{t('aside.none')}</p>}
      </section>
    </aside>
  );
}

function StayFacts({ stay }: { readonly stay: HeldStay }) {
  const { t, language } = useWords('file');
  const { nameOf, shapeOf } = useNames();
  const nowMs = useNow(60_000);
  const lies = lyingIn(stay);
  const person = (user: string | undefined) => user && <PersonChip name={nameOf(user)} shape={shapeOf(user)} />;
  const facts = [
    ['bed', t('place', { room: stay.room, bed: stay.bed })],
    ['disease', stay.disease],
    ['treatment', stay.treatment],
    ['doctor', person(stay.doctor)],
    ['nurse', person(stay.nurse)],
    ['since', lies?.arrived ? momentOf(stampMs(lies.arrived.at), nowMs, language) : t('aside.notYet')],
    ['until', stay.until && momentOf(new Date(stay.until).getTime(), nowMs, language)],
    ['isolation', stay.isolation && stay.isolation !== 'none' ? t(`isolation.${stay.isolation}`) : undefined],
  ] as const;
  return (
    <dl className={css.facts}>
      {facts.flatMap(([field, value]) =>
        value ? [<dt key={field}>{t(`stays.${field}`)}</dt>, <dd key={`${field}-value`}>{value}</dd>] : [],
      )}
    </dl>
  );
}
