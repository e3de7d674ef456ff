import type { Session } from '@healthcare/protocol';
import { languages, PersonChip, Segments, speak, useWords } from '@healthcare/ui';
import { useNames } from '../staff/index.ts';
import css from './Account.module.css';
import { Section } from './Section.tsx';

/** Who somebody is for the house. The directory says it; only the language is their own to choose. */
export function Profile({ session: { user, wards } }: { readonly session: Session }) {
  const { t, language } = useWords('account');
  const { nameOf, roleOf, shapeOf } = useNames();
  return (
    <Section title={t('profile.title')} why={t('profile.why')}>
      <div className={css.rows}>
        <div className={css.who}>
          <PersonChip name={nameOf(user)} shape={shapeOf(user)} mark />
          <span>
            <b>
              <bdi>{nameOf(user)}</bdi>
            </b>
            <span>{roleOf(user)}</span>
          </span>
        </div>
        <dl className={css.facts}>
          <dt>{t('profile.wards')}</dt>
          <dd>{wards.length > 0 ? wards.join(', ') : t('profile.noWards')}</dd>
          <dt>{t('profile.language')}</dt>
          <dd>
            <Segments
              label={t('profile.language')}
              segments={languages.map((id) => ({ id, word: t(`profile.languages.${id}`) }))}
              chosen={language}
              onChoose={speak}
            />
          </dd>
        </dl>
      </div>
    </Section>
  );
}
